using Voxopsy.Deep.Inputs;
using Voxopsy.Imaging;

namespace Voxopsy.Deep.Tests.Inputs;

public sealed class CropStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crops").FullName;

    [Fact]
    public void Find_Again_GivesTheSameWithoutMaking()
    {
        CropStore store = new(_folder);
        Crop made = store.Find("k", Make);
        Crop found = store.Find("k", () => throw new InvalidOperationException("made again"));

        Assert.Equal(made.Voxels, found.Voxels);
        Assert.Equal(made.Region, found.Region);
        Assert.Equal(made.Size, found.Size);
        Assert.Equal(made.Present, found.Present);
        Assert.Equal(made.SpacingMillimeters, found.SpacingMillimeters);
    }

    [Fact]
    public void Find_DamagedEntry_IsMadeAgain()
    {
        CropStore store = new(_folder);
        Crop made = store.Find("k", Make);
        File.WriteAllBytes(Path.Combine(_folder, "k.safetensors"), [1, 2, 3]);

        Assert.Equal(made.Voxels, store.Find("k", Make).Voxels);
    }

    [Fact]
    public void Key_DependsOnSettingsBytesAndLabels()
    {
        string file = Path.Combine(_folder, "image");
        File.WriteAllText(file, "a");
        string key = CropStore.Key(new CropSettings(), [file, ""], [1]);

        Assert.Equal(key, CropStore.Key(new CropSettings(), [file, ""], [1]));
        Assert.NotEqual(key, CropStore.Key(new CropSettings { Size = 65 }, [file, ""], [1]));
        Assert.NotEqual(key, CropStore.Key(new CropSettings(), [file, ""], [2]));
        Assert.NotEqual(key, CropStore.Key(new CropSettings(), [file, file], [1]));
        File.WriteAllText(file, "b");
        Assert.NotEqual(key, CropStore.Key(new CropSettings(), [file, ""], [1]));
    }

    [Fact]
    public void Picture_OfABox_HasEightTilesARow()
    {
        byte[] png = CropPicture.Draw(Make());

        // Width and height stand at bytes 16 to 23 of a PNG file: eight tiles of 12 and gaps of 2, two phases.
        Assert.Equal((8 * 14) - 2, (png[18] << 8) | png[19]);
        Assert.Equal((2 * 14) - 2, (png[22] << 8) | png[23]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Crop Make()
    {
        Grid grid = Lesions.Axial(40, 32, 12, 1, 4);
        return new Cropper(new CropSettings { Size = 12, Depth = 10, Scale = Lesions.Wide }).Crop(Lesions.Case(Lesions.Pyramid(grid), Lesions.Plane(grid), null));
    }
}
