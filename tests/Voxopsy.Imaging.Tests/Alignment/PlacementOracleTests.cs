using System.Globalization;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Testing;

namespace Voxopsy.Imaging.Tests.Alignment;

/// <summary>Faults planted in the voxels of real masks under headers that stay true: only the picture can tell.</summary>
[Trait("Category", "Oracle")]
public sealed class PlacementOracleTests(ITestOutputHelper output)
{
    [Fact]
    public void FaultsUnderTrueHeaders_OnRealCases_AreNamedOrLeftOpen()
    {
        string folder = ReferenceFolders.Data("sts", "images");
        OracleTally tally = new("sts faults under true headers");
        string[] images = [.. Directory.EnumerateFiles(folder, "*_image.nii*").Order(StringComparer.Ordinal)];
        SortedDictionary<string, Count> counts = new(StringComparer.Ordinal);
        for (int i = 0; i < images.Length; i++)
        {
            string modality = ModalityOf(images[i]);
            Volume image = VolumeReader.Read(images[i]);
            Mask mask = MaskReader.Read(MaskOf(images[i]));
            Add("none", mask, PlacementRival.None);
            for (int axis = 0; axis < 3; axis++)
            {
                Mask flipped = Content.Flip(mask, axis == 0, axis == 1, axis == 2);
                Add("flip", flipped, PlacementRival.Flip);
            }

            Add("one slice", Mask.FromMembership(mask.Grid, mask.ToMembership(new BoundingBox(new VoxelIndex(0, 0, 1), mask.Grid.Size))), PlacementRival.OneSlice);
            int other = Enumerable.Range(1, images.Length - 1).Select(step => (i + step) % images.Length).First(at => ModalityOf(images[at]) == modality);
            Mask swapped = Centered(MaskReader.Read(MaskOf(images[other])), image.Grid);
            if (swapped.VoxelCount > 20)
            {
                Add("swapped", swapped, PlacementRival.Elsewhere);
            }

            void Add(string fault, Mask planted, PlacementRival expected)
            {
                PlacementEvidence found = PlacementCheck.Judge(image, planted);
                Count count = counts.GetValueOrDefault($"{modality} {fault}") ?? (counts[$"{modality} {fault}"] = new Count());
                count.Cases++;
                count.Supported += found.Grade == PlacementGrade.Supported ? 1 : 0;
                count.Contradicted += found.Grade == PlacementGrade.Contradicted ? 1 : 0;
                count.Named += found.Grade == PlacementGrade.Contradicted && found.Rival == expected ? 1 : 0;
                count.Restored += found.Mended is { } mended && mended.Box == mask.Box && mended.BoxMembership.SequenceEqual(mask.BoxMembership) ? 1 : 0;
            }
        }

        foreach ((string key, Count count) in counts)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key}: {count.Cases} masks, {count.Contradicted} contradicted ({count.Named} by the right name, {count.Restored} restored), {count.Cases - count.Supported - count.Contradicted} open, {count.Supported} supported"));
        }

        Count sound = Sum("none");
        Count flips = Sum("flip");
        Count swaps = Sum("swapped");
        Bound("sound masks contradicted", sound.Contradicted, 0.2 * sound.Cases);
        Bound("flips supported", flips.Supported, 0.01 * flips.Cases);
        Bound("flips not called flips", flips.Cases - flips.Named, 0.2 * flips.Cases);
        Bound("flips not restored", flips.Cases - flips.Restored, 0.25 * flips.Cases);
        Bound("swaps supported", swaps.Supported, 0.03 * swaps.Cases);
        tally.Finish();

        Count Sum(string fault) => counts.Where(pair => pair.Key.EndsWith(fault, StringComparison.Ordinal)).Select(pair => pair.Value).Aggregate(new Count(), (all, one) => all.With(one));

        void Bound(string what, int found, double most) => tally.CheckText("all", what, "True", found <= Math.Ceiling(most) ? "True" : string.Create(CultureInfo.InvariantCulture, $"{found} > {most:0.#}"));
    }

    /// <summary>The array of another patient's mask, cut or padded around its center to a grid of other size, as when a header is copied.</summary>
    private static Mask Centered(Mask mask, Grid grid)
    {
        GridSize from = mask.Grid.Size;
        VoxelIndex start = new((from.X - grid.Size.X) / 2, (from.Y - grid.Size.Y) / 2, (from.Z - grid.Size.Z) / 2);
        return Mask.FromMembership(grid, mask.ToMembership(new BoundingBox(start, grid.Size)));
    }

    private static string MaskOf(string image) => image.Replace("_image", "_mask", StringComparison.Ordinal);

    private static string ModalityOf(string path)
    {
        string name = Path.GetFileName(path);
        return string.Join('_', name[..name.IndexOf("_image", StringComparison.Ordinal)].Split('_').Skip(2));
    }

    private sealed class Count
    {
        internal int Cases { get; set; }

        internal int Supported { get; set; }

        internal int Contradicted { get; set; }

        internal int Named { get; set; }

        internal int Restored { get; set; }

        internal Count With(Count other) => new()
        {
            Cases = Cases + other.Cases,
            Supported = Supported + other.Supported,
            Contradicted = Contradicted + other.Contradicted,
            Named = Named + other.Named,
            Restored = Restored + other.Restored,
        };
    }
}
