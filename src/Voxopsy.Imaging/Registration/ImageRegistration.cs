using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Registration;

/// <summary>Finds where one image of a patient lies on another: coarse to fine, by alikeness of intensities.</summary>
/// <remarks>
/// Sources: Maes et al., IEEE Trans Med Imaging 16 (1997) 187 (mutual information, Powell's search); Studholme et al., Pattern
/// Recognition 32 (1999) 71 (normalized by overlap). One thread and seeded places: the same input gives the same bits.
/// </remarks>
public static class ImageRegistration
{
    private const int Parts = 8;
    private const int FewestVoxels = 4;

    /// <summary>Registers a moving image onto a fixed one.</summary>
    /// <param name="fixedImage">The image that stays.</param>
    /// <param name="moving">The image that is moved; any grid in the same patient coordinates.</param>
    /// <param name="region">Where to compare, on the fixed image's grid; everywhere when null.</param>
    /// <param name="settings">The choices.</param>
    /// <param name="cancellation">Stops the work between rounds.</param>
    /// <returns>The map, or no move when none is surely better, with its quality.</returns>
    /// <exception cref="RegistrationException">An image is too small, constant or not finite, the two do not meet, or the region is too small.</exception>
    /// <exception cref="GeometryMismatchException">The region does not lie on the fixed image.</exception>
    public static RegistrationResult Register(Volume fixedImage, Volume moving, Mask? region, RegistrationSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fixedImage);
        ArgumentNullException.ThrowIfNull(moving);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        Require(fixedImage, "fixed");
        Require(moving, "moving");
        if (region is not null)
        {
            Mask.RequireVoxels(region);
            if (!region.Grid.IsSameAs(fixedImage.Grid))
            {
                throw new GeometryMismatchException(fixedImage.Grid, region.Grid);
            }
        }

        double finest = Math.Max(Math.Cbrt(fixedImage.Grid.VoxelVolume), Math.Cbrt(moving.Grid.VoxelVolume));
        ComparedLevel[] levels = [.. new[] { (4, 5), (2, 3), (1, 1) }.Select(level =>
            new ComparedLevel(fixedImage, region, moving, level.Item1 * finest, Math.Max(1000, settings.Samples / level.Item2), settings))];
        TransformParameters rigid = Parameters(fixedImage.Grid, TransformModel.Rigid);
        double[] point = Begin(levels[0], rigid, settings, finest, cancellation);
        foreach ((ComparedLevel level, double unit) in levels.Zip([4 * finest, 2 * finest, finest]).Skip(1))
        {
            _ = DirectionSearch.Maximize(p => level.Score(rigid.ToAffine(p)), point, 2 * unit, 0.02 * unit, 12, cancellation);
        }

        TransformParameters parameters = rigid;
        if (settings.Model == TransformModel.Affine)
        {
            parameters = Parameters(fixedImage.Grid, TransformModel.Affine);
            point = [.. point, 0, 0, 0, 0, 0, 0];
            // The last directions of one climb may hide a way up; a second climb on each level starts from the axes again.
            foreach ((ComparedLevel level, double unit) in levels.Zip([4 * finest, 2 * finest, finest]).SelectMany(level => new[] { level, level }))
            {
                _ = DirectionSearch.Maximize(p => level.Score(parameters.ToAffine(p)), point, 3 * unit, 0.02 * unit, 20, cancellation);
            }
        }

        return Judge(levels[^1], fixedImage.Grid, moving.Grid, parameters.ToAffine(point));
    }

    private static void Require(Volume image, string role)
    {
        GridSize size = image.Grid.Size;
        if (Math.Min(size.X, Math.Min(size.Y, size.Z)) < FewestVoxels)
        {
            throw new RegistrationException($"The {role} image cannot be registered: it has {size} voxels, and every axis needs at least {FewestVoxels}. Give a volume, not a single slice.");
        }

        if (image.CountNonFinite() is > 0 and int count)
        {
            throw new RegistrationException($"The {role} image cannot be registered: {count} voxels are not finite numbers. Replace them first.");
        }

        if (!image.Voxels.ContainsAnyExcept(image.Voxels[0]))
        {
            throw new RegistrationException($"The {role} image cannot be registered: every voxel is {image.Voxels[0]}. Check that the right file was named.");
        }
    }

    private static TransformParameters Parameters(Grid grid, TransformModel model)
    {
        GridSize size = grid.Size;
        Affine map = grid.VoxelToPatient;
        PatientPoint center = map.Apply((size.X - 1) / 2.0, (size.Y - 1) / 2.0, (size.Z - 1) / 2.0);
        return new TransformParameters(center, center.DistanceTo(map.Offset) * 0.6, model);
    }

    /// <summary>Tries the headers and seeded moves within the range on the coarsest level, and climbs from the best few.</summary>
    private static double[] Begin(ComparedLevel level, TransformParameters rigid, RegistrationSettings settings, double finest, CancellationToken cancellation)
    {
        SampleSequence sequence = new(settings.Seed ^ 0x5DEECE66D);
        double turn = settings.TurnRange * Math.PI / 180 * rigid.Radius;
        List<double[]> starts = [new double[6]];
        for (int i = 0; i < 150; i++)
        {
            starts.Add([.. Enumerable.Range(0, 6).Select(k => sequence.Symmetric(k < 3 ? settings.ShiftRange : turn))]);
        }

        double[][] promising = [starts[0], .. starts.Skip(1).OrderByDescending(start => level.Score(rigid.ToAffine(start))).Take(5)];
        double best = double.NegativeInfinity;
        double[] chosen = promising[0];
        foreach (double[] start in promising)
        {
            double reached = DirectionSearch.Maximize(p => level.Score(rigid.ToAffine(p)), start, 4 * finest, 0.2 * finest, 12, cancellation);
            if (reached > best)
            {
                (best, chosen) = (reached, start);
            }
        }

        return double.IsFinite(best) ? chosen : throw new RegistrationException(
            $"The images do not meet: with every shift tried (up to {settings.ShiftRange} mm) less than {settings.MinimumOverlap:P0} of the fixed image lies in the moving one. Check that both are of one patient, or widen the shift range.");
    }

    /// <summary>Takes the move only when it is better in the mean over interleaved parts of the places by more than three standard errors.</summary>
    private static RegistrationResult Judge(ComparedLevel level, Grid fixedGrid, Grid movingGrid, Affine found)
    {
        Affine identity = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), default);
        double[] gains = [.. Enumerable.Range(0, Parts).Select(part => level.Score(found, part, Parts) - level.Score(identity, part, Parts))];
        double mean = gains.Average();
        double error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (Parts * (Parts - 1)));
        bool better = double.IsPositiveInfinity(mean) || mean > Math.Max(3 * error, 1e-3);
        Affine map = better ? found : identity;
        (double before, double after) = (level.Overlap(identity), level.Overlap(map));
        string warning = !better ? "No move was surely better than the headers; the images were left as they lie."
            : after < 0.6 ? FormattableString.Invariant($"Only {after:P0} of the fixed image lies in the moving one; look at the overlay.")
            : string.Empty;
        return new RegistrationResult(fixedGrid, movingGrid)
        {
            FixedToMoving = map,
            MetricBefore = level.Score(identity),
            MetricAfter = level.Score(map),
            OverlapBefore = before,
            OverlapAfter = after,
            LargestDisplacement = better ? Displacement(fixedGrid, map) : 0,
            Warning = warning,
        };
    }

    private static double Displacement(Grid grid, Affine map)
    {
        double largest = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            PatientPoint from = grid.VoxelToPatient.Apply((corner & 1) * (grid.Size.X - 1), ((corner >> 1) & 1) * (grid.Size.Y - 1), (corner >> 2) * (grid.Size.Z - 1));
            largest = Math.Max(largest, from.DistanceTo(map.Apply(from.X, from.Y, from.Z)));
        }

        return largest;
    }
}
