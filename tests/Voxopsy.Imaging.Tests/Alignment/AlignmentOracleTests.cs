using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Testing;

namespace Voxopsy.Imaging.Tests.Alignment;

/// <summary>Faults planted on every real image with a mask: each must be recognized by name, none accepted, and what is mended must equal the original.</summary>
[Trait("Category", "Oracle")]
public sealed class AlignmentOracleTests
{
    [Fact]
    public void PlantedFaults_OnRealCases_AreRecognizedAndMended()
    {
        string folder = ReferenceFolders.Data("sts", "images");
        OracleTally tally = new("sts planted faults");
        string[] images = [.. Directory.EnumerateFiles(folder, "*_image.nii*").Order(StringComparer.Ordinal)];
        KnownImage[] known = [.. images.Select(path => new KnownImage(CaseOf(path), PatientOf(path), VolumeReader.ReadHeader(path)))];
        for (int i = 0; i < images.Length; i++)
        {
            // Small volumes first: PET and CT of every patient, MR of every third, to keep within the time of a test run.
            if (known[i].Grid.Size.VoxelCount > 4_000_000 && i % 3 != 0)
            {
                continue;
            }

            Volume image = VolumeReader.Read(images[i]);
            Mask mask = MaskReader.Read(images[i].Replace("_image", "_mask", StringComparison.Ordinal));
            AlignmentContext context = new() { ImagePatient = known[i].Patient, Others = [.. known.Where(other => other != known[i])] };
            CheckCase(tally, known[i].Name, image, mask, context);
            int swapped = (i + 3) % images.Length;
            CheckSwapped(tally, known[i], known[swapped], image, MaskReader.Read(images[swapped].Replace("_image", "_mask", StringComparison.Ordinal)), context);
        }

        tally.Finish();
    }

    private static void CheckCase(OracleTally tally, string id, Volume image, Mask mask, AlignmentContext context)
    {
        Grid grid = mask.Grid;
        AlignmentVerdict sound = AlignmentCheck.Diagnose(image, mask, context);
        tally.CheckText(id, "sound mask", "True", sound.IsAccepted.ToString());
        PatientPoint origin = grid.Origin;
        (GridSize size, VoxelSpacing spacing, Direction axes) = (grid.Size, grid.Spacing, grid.Direction);

        Expect("header jitter", AlignmentKind.HeaderRounding, new Grid(size, spacing, new(origin.X + 4e-4, origin.Y - 3e-4, origin.Z + 5e-4), axes), mended: true);
        Expect("one slice up", AlignmentKind.Offset, new Grid(size, spacing, grid.VoxelToPatient.Apply(0, 0, 1), axes), mended: true);
        Expect("one slice down", AlignmentKind.Offset, new Grid(size, spacing, grid.VoxelToPatient.Apply(0, 0, -1), axes), mended: true);
        Expect("half a voxel", AlignmentKind.Offset, new Grid(size, spacing, grid.VoxelToPatient.Apply(0.5, 0.5, 0), axes), mended: true);
        Expect("x flipped", AlignmentKind.Flipped, new Grid(size, spacing, origin, axes with { X = axes.X.Scale(-1) }), mended: true);
        Expect("y flipped", AlignmentKind.Flipped, new Grid(size, spacing, origin, axes with { Y = axes.Y.Scale(-1) }), mended: true);
        Expect("z flipped", AlignmentKind.Flipped, new Grid(size, spacing, origin, axes with { Z = axes.Z.Scale(-1) }), mended: true);
        Expect("x and y with the wrong sign", AlignmentKind.Flipped, new Grid(size, spacing, new(-origin.X, -origin.Y, origin.Z), new(Turn(axes.X), Turn(axes.Y), Turn(axes.Z))), mended: true);

        AlignmentVerdict verdict = AlignmentCheck.Diagnose(image, Split(mask), context);
        tally.CheckText(id, "twice as fine", AlignmentKind.Resampled.ToString(), verdict.Kind.ToString());
        tally.CheckText(id, "twice as fine, mended", "True", Same(mask, verdict.OnImage).ToString());

        void Expect(string fault, AlignmentKind kind, Grid planted, bool mended)
        {
            AlignmentVerdict found = AlignmentCheck.Diagnose(image, Mask.FromBox(planted, mask.Box, mask.BoxMembership), context);
            tally.CheckText(id, fault, kind.ToString(), found.Kind.ToString());
            tally.CheckText(id, fault + ", mended", mended.ToString(), Same(mask, found.OnImage).ToString());
        }
    }

    private static void CheckSwapped(OracleTally tally, KnownImage own, KnownImage other, Volume image, Mask mask, AlignmentContext context)
    {
        AlignmentKind expected = own.Patient == other.Patient ? AlignmentKind.OtherSeries : AlignmentKind.OtherPatient;
        tally.CheckText(own.Name, $"mask of {other.Name}", expected.ToString(), AlignmentCheck.Diagnose(image, mask, context).Kind.ToString());
        tally.CheckText(own.Name, $"mask of {other.Name}, nothing known", "False", AlignmentCheck.Diagnose(image, mask, new AlignmentContext()).IsAccepted.ToString());
    }

    private static PatientVector Turn(PatientVector v) => new(-v.X, -v.Y, v.Z);

    /// <summary>The same region on a grid with two voxels for each in x and y.</summary>
    private static Mask Split(Mask mask)
    {
        Grid grid = mask.Grid;
        Affine map = grid.VoxelToPatient;
        Grid fine = Grid.FromAffine(new GridSize(2 * grid.Size.X, 2 * grid.Size.Y, grid.Size.Z), new Affine(map.X.Scale(0.5), map.Y.Scale(0.5), map.Z, map.Apply(-0.25, -0.25, 0)));
        BoundingBox box = new(new VoxelIndex(2 * mask.Box.Start.X, 2 * mask.Box.Start.Y, mask.Box.Start.Z), new GridSize(2 * mask.Box.Size.X, 2 * mask.Box.Size.Y, mask.Box.Size.Z));
        byte[] members = new byte[box.Size.VoxelCount];
        for (int at = 0; at < members.Length; at++)
        {
            (int x, int y, int z) = (at % box.Size.X, at / box.Size.X % box.Size.Y, at / (box.Size.X * box.Size.Y));
            members[at] = mask.BoxMembership[mask.Box.Size.Offset(x / 2, y / 2, z)];
        }

        return Mask.FromBox(fine, box, members);
    }

    private static bool Same(Mask expected, Mask? actual) =>
        actual is not null && actual.Box == expected.Box && actual.BoxMembership.SequenceEqual(expected.BoxMembership);

    private static string CaseOf(string path) => Path.GetFileName(path)[..Path.GetFileName(path).IndexOf("_image", StringComparison.Ordinal)];

    private static string PatientOf(string path) => string.Join('_', CaseOf(path).Split('_').Take(2));
}
