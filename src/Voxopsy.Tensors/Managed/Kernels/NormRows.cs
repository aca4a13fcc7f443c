using System.Runtime.Intrinsics;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>The inner loops of <see cref="Normalization"/>: one row of neighbors, sixteen at a time; sums in sixteen lanes over short stretches, then in double.</summary>
internal static unsafe class NormRows
{
    private const int Stretch = 4096;

    internal static void Gather(float* x, int count, ref Moments moments)
    {
        for (int first = 0; first < count; first += Stretch)
        {
            int length = Math.Min(Stretch, count - first);
            AddStretch(x + first, length, (float)(Rows.Sum(x + first, length) / length), ref moments);
        }
    }

    internal static void Apply(float* x, float* y, int count, float mean, float scale, float shift, Activation activation)
    {
        Vector256<float> centers = Vector256.Create(mean);
        Vector256<float> scales = Vector256.Create(scale);
        Vector256<float> shifts = Vector256.Create(shift);
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Activations.Apply(((Vector256.Load(x + i) - centers) * scales) + shifts, activation).Store(y + i);
        }

        for (; i < count; i++)
        {
            y[i] = Activations.Apply(((x[i] - mean) * scale) + shift, activation);
        }
    }

    /// <summary>Σ g and Σ g · (x - mean) · inverse, where g is the gradient before the activation.</summary>
    internal static (double Sum, double Product) GradientSums(float* gradient, float* x, float* y, int count, float mean, float inverse, Activation activation)
    {
        Vector256<float> centers = Vector256.Create(mean);
        double sum = 0;
        double product = 0;
        int i = 0;
        while (i + 16 <= count)
        {
            int end = Math.Min(count - 15, i + Stretch);
            Vector256<float> sums0 = default, sums1 = default, products0 = default, products1 = default;
            for (; i < end; i += 16)
            {
                Vector256<float> g0 = Activations.Back(Vector256.Load(gradient + i), Vector256.Load(y + i), activation);
                Vector256<float> g1 = Activations.Back(Vector256.Load(gradient + i + 8), Vector256.Load(y + i + 8), activation);
                sums0 += g0;
                sums1 += g1;
                products0 += g0 * (Vector256.Load(x + i) - centers);
                products1 += g1 * (Vector256.Load(x + i + 8) - centers);
            }

            sum += InOrder(sums0 + sums1);
            product += InOrder(products0 + products1);
        }

        for (; i < count; i++)
        {
            float g = Activations.Back(gradient[i], y[i], activation);
            sum += g;
            product += g * (x[i] - mean);
        }

        return (sum, product * inverse);
    }

    /// <summary>dx = inverse · (g · weight - meanGradient - x̂ · meanProduct).</summary>
    internal static void InputGradient(
        float* gradient,
        float* x,
        float* y,
        float* result,
        int count,
        (float Mean, float Inverse, float Weight, float MeanGradient, float MeanProduct) numbers,
        Activation activation)
    {
        float scale = numbers.Inverse * numbers.Weight;
        float shift = numbers.Inverse * numbers.MeanGradient;
        float slope = numbers.Inverse * numbers.Inverse * numbers.MeanProduct;
        Vector256<float> centers = Vector256.Create(numbers.Mean);
        Vector256<float> scales = Vector256.Create(scale);
        Vector256<float> shifts = Vector256.Create(shift);
        Vector256<float> slopes = Vector256.Create(slope);
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> g = Activations.Back(Vector256.Load(gradient + i), Vector256.Load(y + i), activation);
            ((g * scales) - shifts - ((Vector256.Load(x + i) - centers) * slopes)).Store(result + i);
        }

        for (; i < count; i++)
        {
            result[i] = (Activations.Back(gradient[i], y[i], activation) * scale) - shift - ((x[i] - numbers.Mean) * slope);
        }
    }

    // About a center near the mean the numbers are small, so neither their sum nor that of their squares loses digits.
    private static void AddStretch(float* x, int count, float center, ref Moments moments)
    {
        Vector256<float> centers = Vector256.Create(center);
        Vector256<float> sums = default, squares0 = default, squares1 = default;
        int i = 0;
        for (; i + 16 <= count; i += 16)
        {
            Vector256<float> a = Vector256.Load(x + i) - centers;
            Vector256<float> b = Vector256.Load(x + i + 8) - centers;
            sums += a + b;
            squares0 += a * a;
            squares1 += b * b;
        }

        double sum = InOrder(sums);
        double squares = InOrder(squares0 + squares1);
        for (; i < count; i++)
        {
            double difference = x[i] - center;
            sum += difference;
            squares += difference * difference;
        }

        moments.Add(count, center + (sum / count), Math.Max(0, squares - (sum * sum / count)));
    }

    private static double InOrder(Vector256<float> lanes)
    {
        double total = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            total += lanes[lane];
        }

        return total;
    }
}
