using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.BadInput;

public sealed class CaseProblemTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public void Check_NothingBroken_SaysNothing() => Assert.Empty(_study.Messages());

    [Fact]
    public void Check_MaskNotThere_NamesPatientAndFile()
    {
        File.Delete(Path.Combine(_study.Folder, "P03.nii"));
        Message.Is(
            """
            error missing image: the mask is not there   patient P03, mask lesion
              found     no file 'DIR/P03.nii'
              expected  the mask 'lesion' of this case
              fix: Check 'masks.lesion.path' and the columns it uses, or leave the case out with 'where'.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_LabelNotInMask_SaysWhichLabelsAre()
    {
        _study.WriteMask("P04", SmallStudy.Ball(4), 7);
        Message.Is(
            """
            error empty mask: the mask holds no voxel of the wanted label   patient P04, mask lesion
              found     'DIR/P04.nii' holds no voxel of label 2; it holds label 7. Name one of its labels, or check that the region was drawn.
              expected  at least one voxel
              fix: Check 'masks.lesion.label', or draw the mask again.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_EmptyMask_IsNamed()
    {
        _study.WriteMask("P04", SmallStudy.Ball(-1), 2);
        Message.Is(
            """
            error empty mask: the mask holds no voxel of the wanted label   patient P04, mask lesion
              found     'DIR/P04.nii' holds no voxel of label 2; it holds no label at all, only background (0). Name one of its labels, or check that the region was drawn.
              expected  at least one voxel
              fix: Check 'masks.lesion.label', or draw the mask again.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_MaskOnAnotherGrid_GivesBothGridsAndTheLikelyCause()
    {
        Grid moved = new(SmallStudy.Grid.Size, SmallStudy.Grid.Spacing, new PatientPoint(10, -20, 37), Direction.Identity);
        _study.WriteMask("P05", SmallStudy.Ball(4), 2, moved);
        Message.Is(
            """
            error geometry: mask does not lie on its image   patient P05, mask lesion, image CT
              image  14x14x14 voxels, 1.00 1.00 2.00 mm, origin 10.0 -20.0 30.0, axes LPS
              mask   14x14x14 voxels, 1.00 1.00 2.00 mm, origin 10.0 -20.0 37.0, axes LPS
              likely: the same grid moved by 0 0 3.5 voxels, 7 mm; mended, the mean under the mask is 39.5 (now 39.2)
              why it matters: features would be computed outside the lesion
              fix: voxopsy check study.yaml --fix offset --patient P05      writes a new mask, keeps the old one
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_VoxelsThatAreNoNumbers_AreNamed()
    {
        _study.WriteImage("P06", new SeededRandom(1), voxels => voxels[SmallStudy.Grid.Size.Offset(6, 6, 6)] = float.NaN);
        Message.Is(
            """
            error voxels: the image has voxels that are not numbers inside the mask   patient P06, image, mask lesion
              found     1 of the 184 voxels of the region have no finite intensity (NaN or infinite), the first at (6, 6, 6). Convert the image again from its source, or take these voxels out of the mask.
              expected  finite intensities in the whole region
              fix: Write the image again from its source, or leave the case out with 'where'.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_TruncatedMask_IsNamed()
    {
        string path = Path.Combine(_study.Folder, "P07.nii");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..1000]);
        Message.Is(
            """
            error unreadable file: a file cannot be read   patient P07, mask lesion
              found     'DIR/P07.nii' cannot be read: its header announces 14x14x14 voxels in 1 frame(s), 10976 bytes from byte 352 on, and it holds 1000 bytes; it was cut off or its header is wrong.
              expected  a readable volume
              fix: Copy the file again from its source, or leave the case out with 'where'.
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Check_ManyBroken_TellsAllAtOnce()
    {
        File.Delete(Path.Combine(_study.Folder, "P03.nii"));
        File.Delete(Path.Combine(_study.Folder, "P09-ct.nii"));
        _study.WriteMask("P04", SmallStudy.Ball(-1), 2);
        _study.Rows[10][1] = string.Empty;
        _study.Rows.Add(_study.Rows[0]);

        Assert.Equal(5, _study.Messages().Length);
    }

    public void Dispose() => _study.Dispose();
}
