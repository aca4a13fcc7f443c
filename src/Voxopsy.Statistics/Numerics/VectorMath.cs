using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Voxopsy.Statistics.Numerics;

/// <summary>Inner products and their kin over spans: the arithmetic under every model fit.</summary>
/// <remarks>
/// Sums run in four groups of eight fixed lanes with fused multiply-add, so a result is the same on every processor, whatever its vector
/// width. The plain loops (<c>…Scalar</c>) define the functions; tests hold the two within rounding.
/// </remarks>
internal static class VectorMath
{
    private const int Lanes = 8;
    private const int Block = 4 * Lanes;

    /// <summary>Σ xᵢ yᵢ.</summary>
    internal static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        int n = Math.Min(x.Length, y.Length);
        Vector512<double> s0 = Vector512<double>.Zero;
        Vector512<double> s1 = Vector512<double>.Zero;
        Vector512<double> s2 = Vector512<double>.Zero;
        Vector512<double> s3 = Vector512<double>.Zero;
        int i = 0;
        for (; i <= n - Block; i += Block)
        {
            s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)(i + Lanes)), Vector512.LoadUnsafe(ref b, (nuint)(i + Lanes)), s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)(i + (2 * Lanes))), Vector512.LoadUnsafe(ref b, (nuint)(i + (2 * Lanes))), s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)(i + (3 * Lanes))), Vector512.LoadUnsafe(ref b, (nuint)(i + (3 * Lanes))), s3);
        }

        for (; i <= n - Lanes; i += Lanes)
        {
            s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), s0);
        }

        double sum = Vector512.Sum(s0 + s1 + (s2 + s3));
        return sum + DotScalar(x[i..n], y[i..n]);
    }

    internal static double DotScalar(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>Σ wᵢ xᵢ yᵢ.</summary>
    internal static double WeightedDot(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref double c = ref MemoryMarshal.GetReference(w);
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        int n = w.Length;
        Vector512<double> s0 = Vector512<double>.Zero;
        Vector512<double> s1 = Vector512<double>.Zero;
        int i = 0;
        for (; i <= n - (2 * Lanes); i += 2 * Lanes)
        {
            s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, (nuint)i) * Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), s0);
            s1 = Vector512.FusedMultiplyAdd(
                Vector512.LoadUnsafe(ref c, (nuint)(i + Lanes)) * Vector512.LoadUnsafe(ref a, (nuint)(i + Lanes)), Vector512.LoadUnsafe(ref b, (nuint)(i + Lanes)), s1);
        }

        double sum = Vector512.Sum(s0 + s1);
        return sum + WeightedDotScalar(w[i..n], x[i..n], y[i..n]);
    }

    internal static double WeightedDotScalar(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++)
        {
            sum += w[i] * x[i] * y[i];
        }

        return sum;
    }

    /// <summary>y ← y + a·x.</summary>
    internal static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(y);
        Vector512<double> factor = Vector512.Create(a);
        int n = x.Length;
        int i = 0;
        for (; i <= n - Lanes; i += Lanes)
        {
            Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref from, (nuint)i), Vector512.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < n; i++)
        {
            y[i] = Math.FusedMultiplyAdd(a, x[i], y[i]);
        }
    }

    /// <summary>y ← y + Σ factors·columns of four columns, y written once.</summary>
    internal static void AddScaled4(
        ReadOnlySpan<double> factors, ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d, Span<double> y)
    {
        ref double pa = ref MemoryMarshal.GetReference(a);
        ref double pb = ref MemoryMarshal.GetReference(b);
        ref double pc = ref MemoryMarshal.GetReference(c);
        ref double pd = ref MemoryMarshal.GetReference(d);
        ref double to = ref MemoryMarshal.GetReference(y);
        Vector512<double> fa = Vector512.Create(factors[0]);
        Vector512<double> fb = Vector512.Create(factors[1]);
        Vector512<double> fc = Vector512.Create(factors[2]);
        Vector512<double> fd = Vector512.Create(factors[3]);
        int n = y.Length;
        int i = 0;
        for (; i <= n - Lanes; i += Lanes)
        {
            Vector512<double> low = Vector512.FusedMultiplyAdd(fa, Vector512.LoadUnsafe(ref pa, (nuint)i), Vector512.LoadUnsafe(ref to, (nuint)i));
            Vector512<double> high = fb * Vector512.LoadUnsafe(ref pb, (nuint)i);
            low = Vector512.FusedMultiplyAdd(fc, Vector512.LoadUnsafe(ref pc, (nuint)i), low);
            high = Vector512.FusedMultiplyAdd(fd, Vector512.LoadUnsafe(ref pd, (nuint)i), high);
            (low + high).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < n; i++)
        {
            y[i] += (factors[0] * a[i]) + (factors[1] * b[i]) + (factors[2] * c[i]) + (factors[3] * d[i]);
        }
    }

    /// <summary>Four inner products with one vector, which is read once: within rounding of <see cref="Dot"/>.</summary>
    internal static (double A, double B, double C, double D) Dot4(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d, ReadOnlySpan<double> y)
    {
        ref double pa = ref MemoryMarshal.GetReference(a);
        ref double pb = ref MemoryMarshal.GetReference(b);
        ref double pc = ref MemoryMarshal.GetReference(c);
        ref double pd = ref MemoryMarshal.GetReference(d);
        ref double py = ref MemoryMarshal.GetReference(y);
        int n = y.Length;
        Vector512<double> a0 = Vector512<double>.Zero;
        Vector512<double> b0 = Vector512<double>.Zero;
        Vector512<double> c0 = Vector512<double>.Zero;
        Vector512<double> d0 = Vector512<double>.Zero;
        Vector512<double> a1 = Vector512<double>.Zero;
        Vector512<double> b1 = Vector512<double>.Zero;
        Vector512<double> c1 = Vector512<double>.Zero;
        Vector512<double> d1 = Vector512<double>.Zero;
        int i = 0;
        for (; i <= n - (2 * Lanes); i += 2 * Lanes)
        {
            Vector512<double> v0 = Vector512.LoadUnsafe(ref py, (nuint)i);
            Vector512<double> v1 = Vector512.LoadUnsafe(ref py, (nuint)(i + Lanes));
            a0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref pa, (nuint)i), v0, a0);
            b0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref pb, (nuint)i), v0, b0);
            c0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref pc, (nuint)i), v0, c0);
            d0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref pd, (nuint)i), v0, d0);
            a1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref pa, (nuint)(i + Lanes)), v1, a1);
            b1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref pb, (nuint)(i + Lanes)), v1, b1);
            c1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref pc, (nuint)(i + Lanes)), v1, c1);
            d1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref pd, (nuint)(i + Lanes)), v1, d1);
        }

        return (
            Vector512.Sum(a0 + a1) + DotScalar(a[i..n], y[i..n]),
            Vector512.Sum(b0 + b1) + DotScalar(b[i..n], y[i..n]),
            Vector512.Sum(c0 + c1) + DotScalar(c[i..n], y[i..n]),
            Vector512.Sum(d0 + d1) + DotScalar(d[i..n], y[i..n]));
    }

    /// <summary>to ← x·y, element by element.</summary>
    internal static void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> to)
    {
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        ref double c = ref MemoryMarshal.GetReference(to);
        int n = x.Length;
        int i = 0;
        for (; i <= n - Lanes; i += Lanes)
        {
            (Vector512.LoadUnsafe(ref a, (nuint)i) * Vector512.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref c, (nuint)i);
        }

        for (; i < n; i++)
        {
            to[i] = x[i] * y[i];
        }
    }

    /// <summary>Σ xᵢ.</summary>
    internal static double Sum(ReadOnlySpan<double> x)
    {
        ref double a = ref MemoryMarshal.GetReference(x);
        Vector512<double> s0 = Vector512<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            s0 += Vector512.LoadUnsafe(ref a, (nuint)i);
        }

        double sum = Vector512.Sum(s0);
        for (; i < x.Length; i++)
        {
            sum += x[i];
        }

        return sum;
    }

    /// <summary>The mean; two passes, so that a large common offset costs no digits.</summary>
    internal static double Mean(ReadOnlySpan<double> x)
    {
        double mean = Sum(x) / x.Length;
        double rest = 0;
        foreach (double value in x)
        {
            rest += value - mean;
        }

        return mean + (rest / x.Length);
    }
}
