using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Imaging.Registration;

/// <summary>One level of the pyramid: places of the fixed image with their bins, and the moving image they are looked up in.</summary>
internal sealed class ComparedLevel
{
    private const int Bins = 32;
    private readonly PatientPoint[] _places;
    private readonly float[] _fixed;
    private readonly Volume _moving;
    private readonly Affine _toVoxel;
    private readonly SimilarityMetric _metric;
    private readonly double _minimumOverlap;

    internal ComparedLevel(Volume fixedImage, Mask? region, Volume moving, double spacing, int samples, RegistrationSettings settings)
    {
        Volume coarse = Coarsen(fixedImage, spacing);
        _moving = Rescale(Coarsen(moving, spacing));
        _toVoxel = _moving.Grid.PatientToVoxel;
        (_metric, _minimumOverlap) = (settings.Metric, settings.MinimumOverlap);
        (_places, _fixed) = Draw(Rescale(coarse), region, samples, new SampleSequence(settings.Seed));
    }

    /// <summary>The share of the places that lie in the moving image.</summary>
    internal double Overlap(Affine map) => _places.Count(place => IsInside(map, place)) / (double)_places.Length;

    /// <summary>How alike the images are over every <paramref name="stride"/>-th place; −∞ when too few overlap.</summary>
    internal double Score(Affine map, int first = 0, int stride = 1)
    {
        Affine toVoxel = _toVoxel;
        PatientPoint Voxel(PatientPoint p) => toVoxel.Apply(p.X, p.Y, p.Z);
        PatientPoint origin = Voxel(map.Offset);
        PatientPoint x = Voxel(map.Apply(1, 0, 0)), y = Voxel(map.Apply(0, 1, 0)), z = Voxel(map.Apply(0, 0, 1));
        Affine all = new(Between(origin, x), Between(origin, y), Between(origin, z), origin);
        GridSize size = _moving.Grid.Size;
        ReadOnlySpan<float> voxels = _moving.Voxels;
        Span<double> joint = stackalloc double[Bins * Bins];
        joint.Clear();
        double sumA = 0, sumB = 0, sumAa = 0, sumBb = 0, sumAb = 0;
        int inside = 0, looked = 0;
        for (int i = first; i < _places.Length; i += stride)
        {
            looked++;
            PatientPoint p = all.Apply(_places[i].X, _places[i].Y, _places[i].Z);
            if (!(p.X >= 0 && p.Y >= 0 && p.Z >= 0 && p.X <= size.X - 1 && p.Y <= size.Y - 1 && p.Z <= size.Z - 1))
            {
                continue;
            }

            inside++;
            double b = Linear(voxels, size, p), a = _fixed[i];
            (sumA, sumB, sumAa, sumBb, sumAb) = (sumA + a, sumB + b, sumAa + (a * a), sumBb + (b * b), sumAb + (a * b));
            int low = Math.Min((int)b, Bins - 2), left = Math.Min((int)a, Bins - 2);
            double up = b - low, right = a - left;
            int cell = (left * Bins) + low;
            joint[cell] += (1 - up) * (1 - right);
            joint[cell + 1] += up * (1 - right);
            joint[cell + Bins] += (1 - up) * right;
            joint[cell + Bins + 1] += up * right;
        }

        if (inside < _minimumOverlap * looked || inside < 100)
        {
            return double.NegativeInfinity;
        }

        if (_metric == SimilarityMetric.MutualInformation)
        {
            return Normalized(joint, inside);
        }

        double spread = (sumAa - (sumA * sumA / inside)) * (sumBb - (sumB * sumB / inside));
        return spread > 0 ? (sumAb - (sumA * sumB / inside)) / Math.Sqrt(spread) : 0;
    }

    private static double Normalized(ReadOnlySpan<double> joint, double total)
    {
        Span<double> a = stackalloc double[Bins], b = stackalloc double[Bins];
        a.Clear();
        b.Clear();
        double both = 0;
        for (int i = 0; i < joint.Length; i++)
        {
            double p = joint[i] / total;
            a[i / Bins] += p;
            b[i % Bins] += p;
            both += Entropy(p);
        }

        double single = 0;
        for (int i = 0; i < Bins; i++)
        {
            single += Entropy(a[i]) + Entropy(b[i]);
        }

        return both > 1e-12 ? single / both : 1;
    }

    private static double Entropy(double p) => p > 0 ? -p * Math.Log(p) : 0;

    private static PatientVector Between(PatientPoint from, PatientPoint to) => new(to.X - from.X, to.Y - from.Y, to.Z - from.Z);

    private static double Linear(ReadOnlySpan<float> voxels, GridSize size, PatientPoint p)
    {
        int x = Math.Min((int)p.X, size.X - 2), y = Math.Min((int)p.Y, size.Y - 2), z = Math.Min((int)p.Z, size.Z - 2);
        double u = p.X - x, v = p.Y - y, w = p.Z - z;
        int at = size.Offset(x, y, z), row = size.X, slice = size.X * size.Y;
        double c00 = voxels[at] + (u * (voxels[at + 1] - voxels[at]));
        double c10 = voxels[at + row] + (u * (voxels[at + row + 1] - voxels[at + row]));
        at += slice;
        double c01 = voxels[at] + (u * (voxels[at + 1] - voxels[at]));
        double c11 = voxels[at + row] + (u * (voxels[at + row + 1] - voxels[at + row]));
        double near = c00 + (v * (c10 - c00)), far = c01 + (v * (c11 - c01));
        return near + (w * (far - near));
    }

    private static Volume Coarsen(Volume image, double spacing)
    {
        Grid grid = image.Grid;
        (int nx, double sx) = Axis(grid.Size.X, grid.Spacing.X, spacing);
        (int ny, double sy) = Axis(grid.Size.Y, grid.Spacing.Y, spacing);
        (int nz, double sz) = Axis(grid.Size.Z, grid.Spacing.Z, spacing);
        Grid target = new(new GridSize(nx, ny, nz), new VoxelSpacing(sx, sy, sz), grid.Origin, grid.Direction);
        return Resampler.Resample(AntiAliasing.Smooth(image, target), target, Interpolation.Linear);
    }

    /// <summary>The first and last voxel stay where they are, and an axis keeps at least 8 voxels if it has them.</summary>
    private static (int Count, double Spacing) Axis(int count, double own, double wanted)
    {
        double length = (count - 1) * own;
        int kept = Math.Min(count, Math.Max(8, 1 + (int)Math.Ceiling(length / wanted)));
        return (kept, length / (kept - 1));
    }

    /// <summary>Intensities as bin numbers: the 0.5 % and 99.5 % quantiles become the first and last bin.</summary>
    private static Volume Rescale(Volume image)
    {
        float[] sorted = image.Voxels.ToArray();
        float[] scaled = [.. sorted];
        Array.Sort(sorted);
        double low = sorted[(int)(0.005 * (sorted.Length - 1))], high = sorted[(int)(0.995 * (sorted.Length - 1))];
        if (!(high > low))
        {
            (low, high) = (sorted[0], sorted[^1]);
        }

        double factor = high > low ? (Bins - 1) / (high - low) : 0;
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (float)Math.Clamp((scaled[i] - low) * factor, 0, Bins - 1);
        }

        return new Volume(image.Grid, scaled);
    }

    /// <summary>Places off the lattice, so that no shift by whole voxels looks better than it is.</summary>
    private static (PatientPoint[] Places, float[] Values) Draw(Volume image, Mask? region, int samples, SampleSequence sequence)
    {
        List<PatientPoint> places = [];
        List<float> values = [];
        GridSize size = image.Grid.Size;
        Affine toPatient = image.Grid.VoxelToPatient;
        Affine toRegion = region?.Grid.PatientToVoxel ?? default;
        for (int tried = 0; tried < 50 * samples && places.Count < samples; tried++)
        {
            PatientPoint voxel = new(sequence.Next() * (size.X - 1), sequence.Next() * (size.Y - 1), sequence.Next() * (size.Z - 1));
            PatientPoint place = toPatient.Apply(voxel.X, voxel.Y, voxel.Z);
            if (region is not null)
            {
                PatientPoint at = toRegion.Apply(place.X, place.Y, place.Z);
                if (!region.Contains((int)Math.Round(at.X), (int)Math.Round(at.Y), (int)Math.Round(at.Z)))
                {
                    continue;
                }
            }

            places.Add(place);
            values.Add((float)Linear(image.Voxels, size, voxel));
        }

        return ([.. places], [.. values]);
    }

    private bool IsInside(Affine map, PatientPoint place)
    {
        PatientPoint moved = map.Apply(place.X, place.Y, place.Z);
        PatientPoint p = _toVoxel.Apply(moved.X, moved.Y, moved.Z);
        GridSize size = _moving.Grid.Size;
        return p.X >= 0 && p.Y >= 0 && p.Z >= 0 && p.X <= size.X - 1 && p.Y <= size.Y - 1 && p.Z <= size.Z - 1;
    }
}
