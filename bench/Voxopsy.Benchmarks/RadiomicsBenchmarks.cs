using System.Diagnostics;
using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Radiomics.Shape;
using Voxopsy.Radiomics.Texture;
using Voxopsy.Radiomics.Texture.Cooccurrence;
using Voxopsy.Radiomics.Texture.RunLength;
using Voxopsy.Radiomics.Texture.SizeZone;

namespace Voxopsy.Benchmarks;

/// <summary>Feature classes of PyRadiomics on balls in smooth noise, the plain loops, and PyRadiomics' own times.</summary>
internal static class RadiomicsBenchmarks
{
    private const int Edge = 128;

    internal static int Run()
    {
        BenchmarkTable table = new("Radiomics: classes of the profile pyradiomics", "what", "voxels", "levels", "plain loop (s)", "voxopsy (s)", "PyRadiomics (s)");
        Volume image = SmoothNoise();
        foreach ((int radius, string total) in ((int, string)[])[(29, "0.40-0.54"), (49, "3.6"), (62, "8.6")])
        {
            Mask mask = Ball(radius);
            foreach (int levels in (int[])[32, 128])
            {
                Measure(table, image, mask, levels, total, isLargest: radius == 62);
            }
        }

        Full(table, image, Ball(29));
        Maps(table, image);
        string results = Path.Combine(Environment.CurrentDirectory, "bench", "results");
        table.Write(Path.Combine(Directory.Exists(results) ? results : Environment.CurrentDirectory, "radiomics.md"));
        return 0;
    }

    private static void Measure(BenchmarkTable table, Volume image, Mask mask, int levels, string total, bool isLargest)
    {
        string Theirs(string seconds) => isLargest ? seconds : string.Empty;
        double[] intensities = RegionIntensities.Of(image, mask);
        FixedBinCount bins = new(levels);
        DiscretizedRegion region = DiscretizedRegion.Of(mask, intensities, bins, margin: 1);
        Offset[] half = Directions.Half([1]);
        Offset[] all = [.. Directions.All([1])];
        int z = region.Size.Z;
        PyRadiomicsSettings settings = new() { BinCount = levels };
        void Row(string what, Action? plain, Action fast, string theirs) => table.Add(
            what, mask.VoxelCount.ToString("N0", CultureInfo.InvariantCulture), levels.ToString(CultureInfo.InvariantCulture),
            plain is null || levels != 32 ? string.Empty : BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(plain, 1)), BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(fast)), theirs);

        Row("shape", null, () => ShapeFeatures.Compute(mask), Theirs("6.2"));
        Row("first-order", null, () => FirstOrderFeatures.Compute(intensities, region.Histogram, 1, 0), Theirs("0.60"));
        Row("shape and first-order from image and mask", null, () =>
        {
            Consume(ShapeFeatures.Compute(mask));
            Consume(FirstOrderFeatures.Compute(RegionOfInterest.Create(image, mask), bins));
        }, Theirs("6.8"));
        Row("discretize", null, () => DiscretizedRegion.Of(mask, intensities, bins, margin: 1), string.Empty);
        Row("GLCM", () => Array.ForEach(half, o => CooccurrenceMatrix.CountPlainly(region, o, 0, z, PairOrder.Both)), () => Consume(new TextureClasses(region, settings).Cooccurrence()), Theirs("0.17-0.44"));
        Row("GLRLM", () => Array.ForEach(half, o => RunLengthMatrix.CountPlainly(region, o, 0, z)), () => Consume(new TextureClasses(region, settings).RunLength()), Theirs("0.43"));
        Row("GLSZM", () => ZoneSearch.FindPlainly(region, null, 0, z, []), () => Consume(new TextureClasses(region, settings).SizeZone()), Theirs("0.4-0.5"));
        Row("GLDM and NGTDM", () => NeighborhoodCounts.CountPlainly(region, all, 0), () =>
        {
            TextureClasses classes = new(region, settings);
            Consume(classes.Dependence());
            Consume(classes.ToneDifference());
        }, Theirs("0.61"));
        Row("all seven classes", null, () => PyRadiomicsExtractor.Extract(image, mask, settings, PixelKind.Single), total);
    }

    private static void Consume(IEnumerable<Radiomics.FeatureValue> values)
    {
        foreach (Radiomics.FeatureValue value in values)
        {
            ArgumentNullException.ThrowIfNull(value.Name);
        }
    }

    private static void Full(BenchmarkTable table, Volume image, Mask mask)
    {
        PyRadiomicsSettings settings = new()
        {
            BinWidth = 25,
            ImageTypes =
            [
                new ImageTypeSettings("Original"),
                new ImageTypeSettings("Wavelet"),
                new ImageTypeSettings("LoG") { Own = new Dictionary<string, object?> { ["sigma"] = (double[])[1, 2, 3] } },
            ],
        };
        string voxels = mask.VoxelCount.ToString("N0", CultureInfo.InvariantCulture);
        void Extract(int threads) => PyRadiomicsExtractor.Extract(image, mask, settings, PixelKind.Single, threads);
        table.Add("original, wavelet and three LoG images (1,037 features)", voxels, "width 25", string.Empty, BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => Extract(1), 5)), "4.3");
        foreach (int threads in (int[])[1, 2])
        {
            table.Add(
                $"the same, wall clock on {threads} thread{(threads == 1 ? string.Empty : "s")}", voxels, "width 25", string.Empty, BenchmarkTable.Seconds(WallSeconds(() => Extract(threads), 9)), "4.3");
        }

        PyRadiomicsSettings original = settings with { ImageTypes = [new ImageTypeSettings("Original")] };
        PyRadiomicsSettings wavelet = settings with { ImageTypes = [new ImageTypeSettings("Wavelet")] };
        PyRadiomicsSettings laplacian = settings with { ImageTypes = [settings.ImageTypes[2]] };
        GridSize box = mask.Box.Size;
        foreach ((string name, PyRadiomicsSettings one, int margin) in ((string, PyRadiomicsSettings, int)[])[("original", original, 0), ("wavelet", wavelet, 5), ("LoG", laplacian, int.MaxValue)])
        {
            GridSize read = margin == int.MaxValue ? image.Grid.Size : new GridSize(box.X + margin, box.Y + margin, box.Z + margin);
            table.Add(
                $"most memory held beyond the image, {name}, 1 thread (multiples of the {read} block that is read, in double precision)", voxels, "width 25", string.Empty,
                Multiples(image, mask, one, read), string.Empty);
        }
    }

    private static double WallSeconds(Action work, int runs)
    {
        work();
        double best = double.PositiveInfinity;
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>The most live memory that a collection finds while an extraction runs, less what was live before.</summary>
    private static string Multiples(Volume image, Mask mask, PyRadiomicsSettings settings, GridSize read)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        using CancellationTokenSource done = new();
        Thread watch = new(() =>
        {
            while (!done.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        });
        watch.Start();
        for (int run = 0; run < 5; run++)
        {
            PyRadiomicsExtractor.Extract(image, mask, settings, PixelKind.Single);
        }

        done.Cancel();
        watch.Join();
        return (most / (8.0 * read.VoxelCount)).ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>All co-occurrence features around each voxel of a region as large as that of PyRadiomics' brain1.</summary>
    private static void Maps(BenchmarkTable table, Volume image)
    {
        Mask mask = Ball(10);
        table.Add(
            "24 GLCM maps, kernel radius 1 (PyRadiomics: 4,137 voxels)", mask.VoxelCount.ToString("N0", CultureInfo.InvariantCulture), "width 25", string.Empty,
            BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(
                () =>
                {
                    foreach (var (_, features) in VoxelMaps.Compute(image, mask, "glcm", new PyRadiomicsSettings(), new VoxelMapSettings()))
                    {
                        Consume(features);
                    }
                },
                3)),
            "22.5");
    }

    private static Mask Ball(int radius)
    {
        byte[] members = new byte[Edge * Edge * Edge];
        for (int i = 0; i < members.Length; i++)
        {
            (int x, int y, int z) = ((i % Edge) - 64, (i / Edge % Edge) - 64, (i / Edge / Edge) - 64);
            members[i] = (byte)((x * x) + (y * y) + (z * z) <= radius * radius ? 1 : 0);
        }

        return Mask.FromMembership(Grid.Axial(new GridSize(Edge, Edge, Edge), new VoxelSpacing(1, 1, 1)), members);
    }

    /// <summary>Noise averaged over 5 × 5 × 5 voxels, standard deviation about 100.</summary>
    private static Volume SmoothNoise()
    {
        Statistics.Numerics.SeededRandom random = new(7);
        Grid grid = Grid.Axial(new GridSize(Edge, Edge, Edge), new VoxelSpacing(1, 1, 1));
        float[] voxels = new float[Edge * Edge * Edge];
        for (int i = 0; i < voxels.Length; i++)
        {
            voxels[i] = (float)((random.NextDouble() - 0.5) * 3900);
        }

        ScalarField smooth = Imaging.Filters.KernelFilters.Mean(
            new Volume(grid, voxels), BoundingBox.Whole(grid.Size), 5, Imaging.Filters.FilterExtent.Volume, Imaging.Filters.Boundary.Periodic);
        return smooth.ToVolume();
    }
}
