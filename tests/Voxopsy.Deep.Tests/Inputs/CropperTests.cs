using Voxopsy.Deep.Inputs;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Deep.Tests.Inputs;

public sealed class CropperTests
{
    private static readonly Grid Slices = Lesions.Axial(40, 32, 12, 1, 4);

    [Fact]
    public void Crop_Box_SamplesThePlaneWhereItsVoxelsLie()
    {
        Crop crop = Cut(new CropSettings { View = InputView.Box, Size = 12, Depth = 10, SpacingMillimeters = 1.25, SliceSpacingMillimeters = 2 });

        // The middle of the pyramid is voxel (19.5, 13.5, 6.5): 9.5, 18.5 and 56 mm.
        Assert.Equal(new CropSize(1, 1, 1, 10, 12, 12), crop.Size);
        double worst = 0;
        for (int z = 0; z < 10; z++)
        {
            for (int y = 0; y < 12; y++)
            {
                for (int x = 0; x < 12; x++)
                {
                    double expected = 9.5 + ((x - 5.5) * 1.25) + (2 * (18.5 + ((y - 5.5) * 1.25))) + (3 * (56 + ((z - 4.5) * 2)));
                    worst = Math.Max(worst, Math.Abs(expected - (1000 * crop.Voxels[(((z * 12) + y) * 12) + x])));
                }
            }
        }

        Assert.True(worst < 1e-2, $"largest difference {worst}");
    }

    [Fact]
    public void Crop_BoxFraming_PutsLesionAndMarginIntoTheField()
    {
        // The lesion's box is 12 x 8 mm and 6 slices of 4 mm; with 3 mm on both sides a cube of 30 mm.
        Crop crop = Cut(new CropSettings { View = InputView.Box, Framing = Framing.Box, Size = 15, Depth = 10, MarginMillimeters = 3 });

        Assert.Equal(2, crop.SpacingMillimeters.X, 9);
        Assert.Equal(3, crop.SpacingMillimeters.Z, 9);
        Assert.False(crop.IsCut);
    }

    [Fact]
    public void Crop_SpacingFraming_SaysWhenTheLesionIsCut() =>
        Assert.True(Cut(new CropSettings { View = InputView.LargestSlice, Size = 8, SpacingMillimeters = 1 }).IsCut);

    [Fact]
    public void Crop_LargestSlice_TakesThatSliceWithoutInterpolatingAcross()
    {
        Crop crop = Cut(new CropSettings { View = InputView.LargestSlice, Size = 16, SpacingMillimeters = 1 });

        // Slice 6 lies at 54 mm; the middle of its box is voxel (19.5, 13.5).
        Assert.Equal(1, crop.Size.Depth);
        Assert.Equal(9.5 + (2 * 18.5) + (3 * 54), 1000 * crop.Voxels.Average(), 2);
        Assert.Equal(12 * 8, crop.Region.Sum());
    }

    [Fact]
    public void Crop_AdjacentSlices_AreChannels()
    {
        Crop crop = Cut(new CropSettings { View = InputView.AdjacentSlices, Size = 16, SpacingMillimeters = 1 });

        Assert.Equal(3, crop.Size.ChannelsPerPhase);
        float[] means = Means(crop.Voxels, crop.Size.ChannelVoxels);
        Assert.Equal(3 * 4, 1000 * (means[1] - means[0]), 2);
        Assert.Equal(3 * 4, 1000 * (means[2] - means[1]), 2);
    }

    [Fact]
    public void Crop_SliceBag_EndsAtTheLesionsEnds()
    {
        Crop crop = Cut(new CropSettings { View = InputView.SliceBag, Size = 16, SpacingMillimeters = 1 });

        // Offsets -4, -2, -1, 0, 1, 2, 4 around slice 6 of 4 to 9.
        Assert.Equal(7, crop.Size.Instances);
        float[] means = Means(crop.Voxels, crop.Size.ChannelVoxels);
        double[] slices = [4, 4, 5, 6, 7, 8, 9];
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(12 * (slices[i] - 6), 1000 * (means[i] - means[3]), 2);
        }
    }

    [Fact]
    public void Crop_OrthogonalPlanes_CrossInTheMiddle()
    {
        Crop crop = Cut(new CropSettings { View = InputView.OrthogonalPlanes, Size = 9, SpacingMillimeters = 1 });

        // All three planes hold the middle of the lesion; along their axes the intensity rises by 1, 2 or 3 a mm.
        float Value(int plane, int row, int column) => 1000 * crop.Voxels[(plane * 81) + (row * 9) + column];
        Assert.Equal(Value(0, 4, 4), Value(1, 4, 4), 2);
        Assert.Equal(Value(0, 4, 4), Value(2, 4, 4), 2);
        Assert.Equal(1, Value(0, 4, 5) - Value(0, 4, 4), 2);
        Assert.Equal(2, Value(0, 5, 4) - Value(0, 4, 4), 2);
        Assert.Equal(3, Value(1, 5, 4) - Value(1, 4, 4), 2);
        Assert.Equal(2, Value(2, 4, 5) - Value(2, 4, 4), 2);
    }

    [Theory]
    [InlineData(InputView.Box)]
    [InlineData(InputView.LargestSlice)]
    [InlineData(InputView.SliceBag)]
    public void Crop_OtherStorageOrder_SeesTheSame(InputView view)
    {
        // The same patient, stored with x and z mirrored.
        Grid mirrored = new(
            Slices.Size, Slices.Spacing, Slices.VoxelToPatient.Apply(39, 0, 11), new Direction(new PatientVector(-1, 0, 0), new PatientVector(0, 1, 0), new PatientVector(0, 0, -1)));
        CropSettings settings = new() { View = view, Size = 12, Depth = 8, SpacingMillimeters = 1.5, Scale = Lesions.Wide };
        Mask pyramid = Lesions.Pyramid(Slices);
        Mask stored = Lesions.Where(mirrored, (x, y, z) => pyramid.Contains(39 - x, y, 11 - z));
        Crop one = new Cropper(settings).Crop(Lesions.Case(pyramid, Lesions.Plane(Slices)));
        Crop other = new Cropper(settings).Crop(Lesions.Case(stored, Lesions.Plane(mirrored)));

        Assert.Equal(one.Region, other.Region);
        for (int i = 0; i < one.Voxels.Length; i++)
        {
            Assert.Equal(one.Voxels[i], other.Voxels[i], 4);
        }
    }

    [Fact]
    public void Crop_MissingPhase_IsBackgroundAndSaysSo()
    {
        Crop crop = new Cropper(new CropSettings { Size = 8, Depth = 4, Scale = Lesions.Wide }).Crop(Lesions.Case(Lesions.Pyramid(Slices), Lesions.Plane(Slices), null));

        Assert.Equal([true, false], crop.Present);
        Assert.All(crop.Phase(0, 1).ToArray(), value => Assert.Equal(-1, value));
    }

    [Fact]
    public void Crop_SecondPhaseOnAnotherGrid_IsSampledAtTheSamePlaces()
    {
        Volume fine = Lesions.Plane(Lesions.Axial(80, 64, 40, 0.5, 1));
        Crop crop = new Cropper(new CropSettings { Size = 8, Depth = 4, Scale = Lesions.Wide }).Crop(Lesions.Case(Lesions.Pyramid(Slices), Lesions.Plane(Slices), fine));

        for (int i = 0; i < crop.Size.PhaseVoxels; i++)
        {
            Assert.Equal(crop.Phase(0, 0)[i], crop.Phase(0, 1)[i], 3);
        }
    }

    [Fact]
    public void Crop_Blank_HidesEverythingOutside()
    {
        Crop crop = Cut(new CropSettings { View = InputView.LargestSlice, Size = 16, Mask = MaskUse.Blank });

        Assert.All(Enumerable.Range(0, crop.Voxels.Length), i => Assert.True(crop.Region[i] > 0 ? crop.Voxels[i] > -1 : crop.Voxels[i] == -1));
    }

    [Fact]
    public void Crop_WholeSlices_NeedNoMask()
    {
        Crop crop = new Cropper(new CropSettings { View = InputView.WholeSlices, SliceCount = 3, Size = 20, Scale = Lesions.Wide }).Crop(Lesions.Case(null, Lesions.Plane(Slices)));

        Assert.Equal(new CropSize(3, 1, 1, 1, 20, 20), crop.Size);
        Assert.Empty(crop.Region);
        Assert.Equal(2, crop.SpacingMillimeters.X, 9);
    }

    [Fact]
    public void Crop_BodyZScore_StandardizesTheBodyAlone()
    {
        Grid grid = Lesions.Axial(30, 30, 10, 1, 1);
        Mask body = Lesions.Where(grid, (x, y, _) => x is > 5 and < 25 && y is > 5 and < 25);
        float[] voxels = [.. Enumerable.Range(0, 9000).Select(i => body.Contains(i % 30, i / 30 % 30, i / 900) ? 200f + (i % 7) : i % 3)];
        Crop crop = new Cropper(new CropSettings { Size = 9, Depth = 4, Scale = new BodyZScore() }).Crop(Lesions.Case(Lesions.Where(grid, (x, y, z) => x is > 13 and < 17 && y is > 13 and < 17 && z is > 3 and < 6), new Volume(grid, voxels)));

        Assert.Equal(0, crop.Voxels.Average(), 1);
        Assert.InRange(Math.Sqrt(crop.Voxels.Average(value => value * value)), 0.8, 1.2);
    }

    [Theory]
    [InlineData(InputFault.NoLesion)]
    [InlineData(InputFault.NoPhase)]
    [InlineData(InputFault.LesionOutsideImage)]
    [InlineData(InputFault.ConstantImage)]
    public void Crop_UnusableCase_IsRefusedByName(InputFault fault)
    {
        Mask lesion = Lesions.Pyramid(Slices);
        Grid elsewhere = new(Slices.Size, Slices.Spacing, new PatientPoint(900, 0, 0), Direction.Identity);
        CaseImages images = fault switch
        {
            InputFault.NoLesion => Lesions.Case(null, Lesions.Plane(Slices)),
            InputFault.NoPhase => Lesions.Case(lesion, null, null),
            InputFault.LesionOutsideImage => Lesions.Case(lesion, Lesions.Plane(elsewhere)),
            _ => Lesions.Case(lesion, new Volume(Slices, new float[Slices.Size.VoxelCount])),
        };
        InputException refused = Assert.Throws<InputException>(() => new Cropper(new CropSettings { Scale = fault == InputFault.ConstantImage ? new BodyZScore() : Lesions.Wide }).Crop(images));

        Assert.Equal(fault, refused.Fault);
        Assert.Contains("'P1'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_Json_ReadsBackTheSame()
    {
        CropSettings settings = new() { View = InputView.SliceBag, Offsets = [0, 3], Scale = new BodyZScore(4), Mask = MaskUse.Channel };

        Assert.Equal(settings.ToJson(), CropSettings.FromJson(settings.ToJson()).ToJson());
        Assert.Contains("\"MarginMillimeters\":10", settings.ToJson(), StringComparison.Ordinal);
    }

    private static Crop Cut(CropSettings settings) =>
        new Cropper(settings with { Scale = Lesions.Wide }).Crop(Lesions.Case(Lesions.Pyramid(Slices), Lesions.Plane(Slices)));

    private static float[] Means(float[] voxels, int length) => [.. voxels.Chunk(length).Select(chunk => chunk.Average())];
}
