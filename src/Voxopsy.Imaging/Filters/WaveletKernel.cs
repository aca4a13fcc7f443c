using System.Globalization;

namespace Voxopsy.Imaging.Filters;

/// <summary>The two analysis filters of a discrete wavelet, by its usual name.</summary>
/// <remarks>
/// Daubechies <c>db1</c> to <c>db38</c> (<c>haar</c> is db1) and symlets <c>sym2</c> to <c>sym20</c>: low-pass filters by spectral factorization in
/// 70 digits or more; coiflets <c>coif1</c> to <c>coif3</c> by the published tables, <c>coif4</c> and <c>coif5</c> by Newton steps on their defining equations. Spline wavelets <c>bior1.1</c> to <c>bior3.9</c> and <c>rbio…</c>: closed form.
/// <c>coif6</c> to <c>coif17</c>, <c>dmey</c> (Meyer's wavelet cut to 62 taps) and <c>bior4.4</c>, <c>bior5.5</c>, <c>bior6.8</c>: the numbers of PyWavelets 1.1, which users compare with.
/// Source: Daubechies, Ten Lectures on Wavelets, 1992, chapters 6 to 8; Cohen, Daubechies and Feauveau 1992. Alignment as in PyWavelets.
/// </remarks>
public sealed class WaveletKernel
{
    private static readonly Lazy<Dictionary<string, double[]>> Tables = new(ReadTable);

    private WaveletKernel(string name, double[] lowPass, double[] highPass) => (Name, LowPass, HighPass) = (name, lowPass, highPass);

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the low-pass analysis filter.</summary>
    public IReadOnlyList<double> LowPass { get; }

    /// <summary>Gets the high-pass analysis filter, of the same length.</summary>
    public IReadOnlyList<double> HighPass { get; }

    /// <summary>The low-pass filter in single precision, as PyWavelets rounds it.</summary>
    internal float[] SingleLowPass() => Array.ConvertAll([.. LowPass], ToSingle);

    /// <summary>The high-pass filter in single precision, as PyWavelets rounds it.</summary>
    internal float[] SingleHighPass() => Array.ConvertAll([.. HighPass], ToSingle);

    /// <summary>Finds a wavelet.</summary>
    /// <param name="name">Such as <c>coif1</c>, <c>haar</c>, <c>db4</c>, <c>sym6</c>, <c>bior2.2</c>.</param>
    /// <returns>Its filters.</returns>
    /// <exception cref="ArgumentException">No wavelet has this name.</exception>
    public static WaveletKernel Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string key = name.Equals("haar", StringComparison.OrdinalIgnoreCase) ? "db1" : name.ToLowerInvariant();
        if (!key.StartsWith("bior", StringComparison.Ordinal) && Tables.Value.TryGetValue(key, out double[]? low))
        {
            return new WaveletKernel(name, low, QuadratureMirror([.. low.Reverse()]));
        }

        if (Biorthogonal(key) is var (dual, spline))
        {
            return key.StartsWith("bior", StringComparison.Ordinal)
                ? new WaveletKernel(name, dual, QuadratureMirror(spline))
                : new WaveletKernel(name, [.. spline.Reverse()], QuadratureMirror([.. dual.Reverse()]));
        }

        throw new ArgumentException(
            $"No wavelet is named '{name}'; there are haar, db1 to db38, sym2 to sym20, coif1 to coif17, dmey, and bior and rbio 1.1, 1.3, 1.5, 2.2, 2.4, 2.6, 2.8, 3.1, 3.3, 3.5, 3.7, 3.9, 4.4, 5.5, 6.8.", nameof(name));
    }

    /// <summary>PyWavelets stores coiflets without the factor √2 and multiplies in single precision, so that they are rounded three times.</summary>
    private float ToSingle(double tap) => Name.StartsWith("coif", StringComparison.OrdinalIgnoreCase) ? (float)(tap / Math.Sqrt(2)) * (float)Math.Sqrt(2) : (float)tap;

    private static double[] QuadratureMirror(double[] synthesisLow)
    {
        double[] high = new double[synthesisLow.Length];
        for (int i = 0; i < high.Length; i++)
        {
            high[i] = (i % 2 == 0 ? -1 : 1) * synthesisLow[i];
        }

        return high;
    }

    /// <summary>The low-pass filters of analysis and of synthesis of <c>bior…</c>, which <c>rbio…</c> exchanges; none when no wavelet has this name.</summary>
    private static (double[] Dual, double[] Spline)? Biorthogonal(string key)
    {
        string table = "bior" + (key.Length == 7 ? key[4..] : string.Empty);
        return (key.StartsWith("bior", StringComparison.Ordinal) || key.StartsWith("rbio", StringComparison.Ordinal)) && Tables.Value.TryGetValue(table, out double[]? low)
            ? (low, Tables.Value[table + " synthesis"])
            : key.Length == 7 && key[5] == '.' && SplineOrders(key) is var (synthesis, analysis) ? SplinePair(synthesis, analysis) : null;
    }

    private static (int Synthesis, int Analysis)? SplineOrders(string key)
    {
        (int synthesis, int analysis) = (key[4] - '0', key[6] - '0');
        bool known = (key.StartsWith("bior", StringComparison.Ordinal) || key.StartsWith("rbio", StringComparison.Ordinal)) && (synthesis, analysis) switch
        {
            (1, 1 or 3 or 5) or (2, 2 or 4 or 6 or 8) or (3, 1 or 3 or 5 or 7 or 9) => true,
            _ => false,
        };
        return known ? (synthesis, analysis) : null;
    }

    /// <summary>The B-spline of some order and its dual, zeros added so that both have one even length.</summary>
    private static (double[] Dual, double[] Spline) SplinePair(int order, int dualOrder)
    {
        double[] spline = Power([0.5, 0.5], order);
        double[] dual = Power([0.5, 0.5], dualOrder);

        // Σ C(l − 1 + k, k) sin²ᵏ(ω/2), with sin²(ω/2) = (−z + 2 − z⁻¹) / 4.
        int l = (order + dualOrder) / 2;
        double[] sum = [0];
        double binomial = 1;
        for (int k = 0; k < l; k++)
        {
            double[] term = Power([-0.25, 0.5, -0.25], k);
            sum = AddCentered(sum, [.. term.Select(value => value * binomial)]);
            binomial = binomial * (l + k) / (k + 1);
        }

        dual = Convolve(dual, sum);
        int length = dual.Length + (dual.Length % 2);
        double[] paddedDual = new double[length];
        double[] paddedSpline = new double[length];
        int dualStart = length - dual.Length;
        int splineStart = (length - spline.Length) / 2;
        for (int i = 0; i < dual.Length; i++)
        {
            paddedDual[dualStart + i] = TimesRootOfTwo(dual[i]);
        }

        for (int i = 0; i < spline.Length; i++)
        {
            paddedSpline[splineStart + i] = TimesRootOfTwo(spline[i]);
        }

        return (paddedDual, paddedSpline);
    }

    /// <summary>√2 x, rounded once: intensities are often whole numbers, and a last digit decides on which side of a bin's edge a response lies.</summary>
    private static double TimesRootOfTwo(double dyadic) => double.Parse(
        ((decimal)dyadic * 1.4142135623730950488016887242m).ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double[] Power(double[] factor, int exponent)
    {
        double[] product = [1];
        for (int i = 0; i < exponent; i++)
        {
            product = Convolve(product, factor);
        }

        return product;
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        double[] product = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                product[i + j] += a[i] * b[j];
            }
        }

        return product;
    }

    private static double[] AddCentered(double[] a, double[] b)
    {
        double[] sum = new double[Math.Max(a.Length, b.Length)];
        for (int i = 0; i < a.Length; i++)
        {
            sum[i + ((sum.Length - a.Length) / 2)] += a[i];
        }

        for (int i = 0; i < b.Length; i++)
        {
            sum[i + ((sum.Length - b.Length) / 2)] += b[i];
        }

        return sum;
    }

    private static Dictionary<string, double[]> ReadTable()
    {
        using StreamReader reader = new(typeof(WaveletKernel).Assembly.GetManifestResourceStream("wavelets.csv")!);
        Dictionary<string, double[]> table = [];
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            string[] cells = line.Split(',');
            table[cells[0]] = [.. cells.Skip(1).Select(cell => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture))];
        }

        return table;
    }
}
