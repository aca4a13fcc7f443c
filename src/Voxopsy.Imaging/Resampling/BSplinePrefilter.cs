using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Resampling;

/// <summary>From voxel values to the coefficients of the cubic B-spline through them, mirrored at both ends.</summary>
/// <remarks>Source: Unser, Splines: a perfect fit for signal and image processing, IEEE Signal Processing Magazine 1999, box 2.</remarks>
internal static class BSplinePrefilter
{
    // The pole of the cubic B-spline, and how far it is followed: its power falls below 1e-10 there, as in ITK.
    private static readonly double Pole = Math.Sqrt(3) - 2;
    private static readonly int Horizon = (int)Math.Ceiling(Math.Log(1e-10) / Math.Log(Math.Abs(Pole)));

    /// <summary>Turns values into coefficients, in place.</summary>
    internal static void Apply(double[] values, GridSize size)
    {
        double[] line = new double[Math.Max(size.X, Math.Max(size.Y, size.Z))];
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                Line(values.AsSpan(size.Offset(0, y, z), size.X));
            }
        }

        Along(values, size.Y, size.X, size.X, 1, size.Z, size.X * size.Y, line);
        Along(values, size.Z, size.X * size.Y, size.X * size.Y, 1, 1, 0, line);
    }

    private static void Along(double[] values, int length, int stride, int inner, int innerStride, int outer, int outerStride, double[] buffer)
    {
        Span<double> line = buffer.AsSpan(0, length);
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                int start = (o * outerStride) + (i * innerStride);
                for (int k = 0; k < length; k++)
                {
                    line[k] = values[start + (k * stride)];
                }

                Line(line);
                for (int k = 0; k < length; k++)
                {
                    values[start + (k * stride)] = line[k];
                }
            }
        }
    }

    private static void Line(Span<double> line)
    {
        int n = line.Length;
        if (n == 1)
        {
            return;
        }

        foreach (ref double value in line)
        {
            value *= 6;
        }

        line[0] = FirstCausal(line);
        for (int k = 1; k < n; k++)
        {
            line[k] += Pole * line[k - 1];
        }

        line[n - 1] = Pole / ((Pole * Pole) - 1) * ((Pole * line[n - 2]) + line[n - 1]);
        for (int k = n - 2; k >= 0; k--)
        {
            line[k] = Pole * (line[k + 1] - line[k]);
        }
    }

    private static double FirstCausal(ReadOnlySpan<double> line)
    {
        int n = line.Length;
        double power = Pole;
        if (Horizon < n)
        {
            double sum = line[0];
            for (int k = 1; k < Horizon; k++)
            {
                sum += power * line[k];
                power *= Pole;
            }

            return sum;
        }

        double inverse = 1 / Pole;
        double back = Math.Pow(Pole, n - 1);
        double mirrored = line[0] + (back * line[n - 1]);
        back = back * back * inverse;
        for (int k = 1; k <= n - 2; k++)
        {
            mirrored += (power + back) * line[k];
            power *= Pole;
            back *= inverse;
        }

        return mirrored / (1 - (power * power));
    }
}
