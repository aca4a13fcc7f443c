using System.Globalization;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Dicom;

/// <summary>How parallel slices lie on each other: their order, steps, gaps and tilt.</summary>
internal sealed class SliceStack
{
    /// <summary>How far a slice may lie from its even place, mm; positions in headers are often rounded to 0.1 mm.</summary>
    private const double Rounding = 0.051;

    private SliceStack(IReadOnlyList<ImageFrame> frames, double[] positions, PatientVector step, double scatter) =>
        (Frames, Positions, Step, Scatter) = (frames, positions, step, scatter);

    /// <summary>Gets the frames by ascending position along the normal.</summary>
    internal IReadOnlyList<ImageFrame> Frames { get; }

    /// <summary>Gets the positions along the normal, mm.</summary>
    internal double[] Positions { get; }

    /// <summary>Gets the mean displacement from one slice to the next.</summary>
    internal PatientVector Step { get; }

    /// <summary>Gets how far the worst slice lies beside the line through all slices, mm, measured within its plane.</summary>
    internal double Scatter { get; }

    internal double MedianStep => Median(Steps());

    /// <summary>Gets whether every slice lies at its even place along the normal.</summary>
    internal bool IsEven
    {
        get
        {
            double tolerance = Math.Max(Rounding, 0.02 * MedianStep);
            double mean = (Positions[^1] - Positions[0]) / Math.Max(1, Positions.Length - 1);
            return Enumerable.Range(0, Positions.Length).All(i => Math.Abs(Positions[i] - Positions[0] - (i * mean)) <= Math.Min(tolerance, 0.25 * mean));
        }
    }

    /// <summary>Gets whether all slices lie on one line.</summary>
    internal bool IsStraight => Scatter <= Math.Max(Rounding, 0.02 * MedianStep);

    /// <summary>Gets the angle between the stack and the normal of its slices, degrees; 0 below what rounding makes.</summary>
    internal double TiltDegrees
    {
        get
        {
            PatientVector normal = Frames[0].Normal;
            double along = Step.Dot(normal);
            double aside = Math.Sqrt(Math.Max(0, Step.Dot(Step) - (along * along)));
            double angle = Math.Atan2(aside, along);
            return angle < 1e-4 || aside * (Frames.Count - 1) <= Rounding ? 0 : angle * 180 / Math.PI;
        }
    }

    /// <summary>Sorts frames of one orientation.</summary>
    internal static SliceStack Of(IEnumerable<ImageFrame> frames)
    {
        ImageFrame[] all = [.. frames];
        PatientVector normal = all[0].Normal;
        ImageFrame[] sorted = [.. all.OrderBy(frame => Along(frame, normal)).ThenBy(frame => frame.Path, StringComparer.Ordinal).ThenBy(frame => frame.Index)];
        double[] positions = [.. sorted.Select(frame => Along(frame, normal))];
        int last = sorted.Length - 1;
        PatientVector total = Minus(sorted[last].Position, sorted[0].Position);
        PatientVector step = last == 0 ? default : total.Scale(1.0 / last);
        double height = positions[last] - positions[0];
        double scatter = 0;
        foreach (ImageFrame frame in sorted)
        {
            double share = height == 0 ? 0 : (Along(frame, normal) - positions[0]) / height;
            PatientVector beside = Plus(Minus(frame.Position, sorted[0].Position), total.Scale(-share));
            scatter = Math.Max(scatter, beside.Length);
        }

        return new SliceStack(sorted, positions, step, scatter);
    }

    /// <summary>The distances from each slice to the next along the normal.</summary>
    internal double[] Steps()
    {
        double[] steps = new double[Math.Max(0, Positions.Length - 1)];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = Positions[i + 1] - Positions[i];
        }

        return steps;
    }

    /// <summary>The lattice of the slices as acquired; its axes are at right angles unless the gantry was tilted.</summary>
    internal Grid ToGrid(int columns, int rows, double singleSpacing)
    {
        ImageFrame first = Frames[0];
        PatientVector step = Frames.Count == 1 ? first.Normal.Scale(singleSpacing)
            : TiltDegrees == 0 ? first.Normal.Scale((Positions[^1] - Positions[0]) / (Positions.Length - 1))
            : Step;
        Affine map = new(first.Row.Scale(first.SpacingX), first.Column.Scale(first.SpacingY), step, first.Position);
        return Grid.FromAffine(new GridSize(columns, rows, Frames.Count), map);
    }

    /// <summary>In words, where steps differ from the usual one; null when gaps are not whole numbers of slices.</summary>
    internal string? DescribeGaps()
    {
        double usual = MedianStep;
        double[] steps = Steps();
        List<string> gaps = [];
        int missing = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            double ratio = steps[i] / usual;
            int whole = (int)Math.Round(Math.Min(ratio, 1e6));
            if (whole < 1 || Math.Abs(steps[i] - (whole * usual)) > Math.Max(2 * Rounding, 0.05 * usual))
            {
                return null;
            }

            if (whole > 1)
            {
                missing += whole - 1;
                gaps.Add(string.Create(CultureInfo.InvariantCulture, $"between {Positions[i]:0.####} and {Positions[i + 1]:0.####} mm"));
            }
        }

        string places = string.Join(", ", gaps.Take(5)) + (gaps.Count > 5 ? $" and {gaps.Count - 5} more" : string.Empty);
        return gaps.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{missing} slice(s) of {usual:0.###} mm are missing {places}");
    }

    internal static double Along(ImageFrame frame, PatientVector normal) =>
        (frame.Position.X * normal.X) + (frame.Position.Y * normal.Y) + (frame.Position.Z * normal.Z);

    private static double Median(double[] values)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static PatientVector Minus(PatientPoint a, PatientPoint b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    private static PatientVector Plus(PatientVector a, PatientVector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
}
