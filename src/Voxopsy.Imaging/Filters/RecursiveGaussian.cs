namespace Voxopsy.Imaging.Filters;

/// <summary>A Gaussian, or its second derivative, as a recursive filter of fourth order, edges going on for ever.</summary>
/// <remarks>
/// Source: Deriche, Recursively implementing the Gaussian and its derivatives, INRIA report 1893, 1993; normalization as Farnebäck and
/// Westin 2006 describe it and ITK uses it: the sum of the response to a constant, or to a parabola, is exact.
/// </remarks>
internal sealed class RecursiveGaussian
{
    // Two damped waves, fitted by Deriche: amplitudes of cosine and sine by order of the derivative, frequency and decay of each.
    private const double Frequency1 = 0.6681;
    private const double Decay1 = -1.3932;
    private const double Frequency2 = 2.0787;
    private const double Decay2 = -1.3732;
    private readonly double[] _n = new double[4];
    private readonly double[] _m = new double[4];
    private readonly double[] _d = new double[4];
    private readonly double _edgeN;
    private readonly double _edgeM;

    private RecursiveGaussian(double sigma, double[] n, double scale)
    {
        (_d, _, _, _) = Denominator(sigma);
        for (int k = 0; k < 4; k++)
        {
            _n[k] = n[k] * scale;
        }

        for (int k = 0; k < 3; k++)
        {
            _m[k] = _n[k + 1] - (_d[k] * _n[0]);
        }

        _m[3] = -_d[3] * _n[0];
        double sum = 1 + _d.Sum();
        (_edgeN, _edgeM) = (_n.Sum() / sum, _m.Sum() / sum);
    }

    /// <summary>The Gaussian.</summary>
    /// <param name="sigma">Standard deviation in voxels.</param>
    internal static RecursiveGaussian Smooth(double sigma)
    {
        (_, double sumD, _, _) = Denominator(sigma);
        double[] n = Numerator(sigma, 1.3530, 1.8151, -0.3531, 0.0902);
        return new RecursiveGaussian(sigma, n, 1 / ((2 * n.Sum() / sumD) - n[0]));
    }

    /// <summary>The second derivative of the Gaussian per voxel², times a factor.</summary>
    /// <param name="sigma">Standard deviation in voxels.</param>
    /// <param name="factor">Multiplies the response.</param>
    internal static RecursiveGaussian SecondDerivative(double sigma, double factor)
    {
        (_, double sumD, double firstD, double secondD) = Denominator(sigma);
        double[] zero = Numerator(sigma, 1.3530, 1.8151, -0.3531, 0.0902);
        double[] two = Numerator(sigma, -1.3563, 5.2318, 0.3446, -2.2355);
        double beta = -((2 * two.Sum()) - (sumD * two[0])) / ((2 * zero.Sum()) - (sumD * zero[0]));
        double[] n = [.. two.Zip(zero, (a, b) => a + (beta * b))];
        double sum = n.Sum();
        double first = n[1] + (2 * n[2]) + (3 * n[3]);
        double second = n[1] + (4 * n[2]) + (9 * n[3]);
        double alpha = ((second * sumD * sumD) - (secondD * sum * sumD) - (2 * first * firstD * sumD) + (2 * firstD * firstD * sum)) / (sumD * sumD * sumD);
        return new RecursiveGaussian(sigma, n, factor / alpha);
    }

    /// <summary>Filters along an axis: lines of <paramref name="length"/> rows, each row <paramref name="width"/> values side by side.</summary>
    internal void Apply(ReadOnlySpan<double> source, Span<double> target, int length, int width)
    {
        double[] forward = new double[length * width];
        for (int x = 0; x < width; x++)
        {
            Line(source[x..], forward.AsSpan(x), target[x..], length, width);
        }
    }

    private void Line(ReadOnlySpan<double> source, Span<double> forward, Span<double> target, int length, int stride)
    {
        double first = source[0];
        (double x1, double x2, double x3) = (first, first, first);
        (double y1, double y2, double y3, double y4) = (first * _edgeN, first * _edgeN, first * _edgeN, first * _edgeN);
        for (int k = 0; k < length; k++)
        {
            double x0 = source[k * stride];
            double y0 = (_n[0] * x0) + (_n[1] * x1) + (_n[2] * x2) + (_n[3] * x3) - (_d[0] * y1) - (_d[1] * y2) - (_d[2] * y3) - (_d[3] * y4);
            forward[k * stride] = y0;
            (x3, x2, x1) = (x2, x1, x0);
            (y4, y3, y2, y1) = (y3, y2, y1, y0);
        }

        double last = source[(length - 1) * stride];
        double x4;
        (x1, x2, x3, x4) = (last, last, last, last);
        (y1, y2, y3, y4) = (last * _edgeM, last * _edgeM, last * _edgeM, last * _edgeM);
        for (int k = length - 1; k >= 0; k--)
        {
            double y0 = (_m[0] * x1) + (_m[1] * x2) + (_m[2] * x3) + (_m[3] * x4) - (_d[0] * y1) - (_d[1] * y2) - (_d[2] * y3) - (_d[3] * y4);
            target[k * stride] = forward[k * stride] + y0;
            (x4, x3, x2, x1) = (x3, x2, x1, source[k * stride]);
            (y4, y3, y2, y1) = (y3, y2, y1, y0);
        }
    }

    private static double[] Numerator(double sigma, double a1, double b1, double a2, double b2)
    {
        (double sin1, double cos1) = Math.SinCos(Frequency1 / sigma);
        (double sin2, double cos2) = Math.SinCos(Frequency2 / sigma);
        (double exp1, double exp2) = (Math.Exp(Decay1 / sigma), Math.Exp(Decay2 / sigma));
        return
        [
            a1 + a2,
            (exp2 * ((b2 * sin2) - ((a2 + (2 * a1)) * cos2))) + (exp1 * ((b1 * sin1) - ((a1 + (2 * a2)) * cos1))),
            (2 * exp1 * exp2 * (((a1 + a2) * cos2 * cos1) - (b1 * cos2 * sin1) - (b2 * cos1 * sin2))) + (a2 * exp1 * exp1) + (a1 * exp2 * exp2),
            (exp2 * exp1 * exp1 * ((b2 * sin2) - (a2 * cos2))) + (exp1 * exp2 * exp2 * ((b1 * sin1) - (a1 * cos1))),
        ];
    }

    private static (double[] D, double Sum, double First, double Second) Denominator(double sigma)
    {
        (double cos1, double cos2) = (Math.Cos(Frequency1 / sigma), Math.Cos(Frequency2 / sigma));
        (double exp1, double exp2) = (Math.Exp(Decay1 / sigma), Math.Exp(Decay2 / sigma));
        double[] d =
        [
            -2 * ((exp2 * cos2) + (exp1 * cos1)),
            (4 * cos2 * cos1 * exp1 * exp2) + (exp1 * exp1) + (exp2 * exp2),
            (-2 * cos1 * exp1 * exp2 * exp2) - (2 * cos2 * exp2 * exp1 * exp1),
            exp1 * exp1 * exp2 * exp2,
        ];
        return (d, 1 + d.Sum(), d[0] + (2 * d[1]) + (3 * d[2]) + (4 * d[3]), d[0] + (4 * d[1]) + (9 * d[2]) + (16 * d[3]));
    }
}
