using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Batch, group and instance norm, each with an activation in the same pass: y = activation((x - mean) · w / √(variance + ε) + b).</summary>
/// <remarks>
/// Every mean is the work of one item, so a channel is read a second time while it is still in the caches. Means and variances are gathered stretch by stretch in single
/// precision and put together in double (Chan, Golub and LeVeque 1983), which keeps variances right where the mean is large.
/// </remarks>
internal static unsafe class Normalization
{
    /// <summary>Normalizes by the statistics of x itself.</summary>
    /// <param name="pool">The threads.</param>
    /// <param name="layout">What shares a mean.</param>
    /// <param name="x">The input.</param>
    /// <param name="weight">One for each channel, or null for 1.</param>
    /// <param name="bias">One for each channel, or null for 0.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="activation">Done last.</param>
    /// <param name="y">The output.</param>
    /// <param name="mean">Written: the mean of each item.</param>
    /// <param name="inverse">Written: 1 / √(variance + ε) of each item.</param>
    /// <param name="variance">Written unless null: the biased variance of each item.</param>
    internal static void Forward(
        WorkPool pool,
        NormLayout layout,
        float* x,
        float* weight,
        float* bias,
        double epsilon,
        Activation activation,
        float* y,
        float* mean,
        float* inverse,
        float* variance)
    {
        pool.Run(layout.Items, (item, _) =>
        {
            Moments moments = default;
            for (int piece = 0; piece < layout.Pieces; piece++)
            {
                NormRows.Gather(x + ((long)layout.Row(item, piece) * layout.Volume), layout.Volume, ref moments);
            }

            mean[item] = (float)moments.Mean;
            inverse[item] = (float)(1 / Math.Sqrt(moments.Variance + epsilon));
            if (variance != null)
            {
                variance[item] = (float)moments.Variance;
            }

            ApplyItem(layout, item, x, weight, bias, mean[item], inverse[item], activation, y);
        });
    }

    /// <summary>Normalizes by given statistics, one mean and 1 / √(variance + ε) for each item.</summary>
    internal static void Apply(
        WorkPool pool, NormLayout layout, float* x, float* weight, float* bias, float* mean, float* inverse, Activation activation, float* y) =>
        pool.Run(layout.Items, (item, _) => ApplyItem(layout, item, x, weight, bias, mean[item], inverse[item], activation, y));

    /// <summary>Gradients of <see cref="Forward"/> (or of <see cref="Apply"/>).</summary>
    /// <param name="pool">The threads.</param>
    /// <param name="layout">What shares a mean.</param>
    /// <param name="statistics">Whether mean and variance came from x, so that the gradient also flows through them.</param>
    /// <param name="gradient">Of y.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output, for the sign of the activation.</param>
    /// <param name="weight">One for each channel, or null for 1.</param>
    /// <param name="mean">Of each item.</param>
    /// <param name="inverse">Of each item.</param>
    /// <param name="activation">As forward.</param>
    /// <param name="inputGradient">Written unless null.</param>
    /// <param name="weightGradient">Written unless null.</param>
    /// <param name="biasGradient">Written unless null.</param>
    internal static void Backward(
        WorkPool pool,
        NormLayout layout,
        BatchStatistics statistics,
        float* gradient,
        float* x,
        float* y,
        float* weight,
        float* mean,
        float* inverse,
        Activation activation,
        float* inputGradient,
        float* weightGradient,
        float* biasGradient)
    {
        double* rowSums = (double*)pool.SharedScratch(4L * layout.AllRows);
        pool.Run(layout.Items, (item, _) =>
        {
            double sum = 0;
            double product = 0;
            for (int piece = 0; piece < layout.Pieces; piece++)
            {
                int row = layout.Row(item, piece);
                long at = (long)row * layout.Volume;
                (double own, double ownProduct) = NormRows.GradientSums(gradient + at, x + at, y + at, layout.Volume, mean[item], inverse[item], activation);
                rowSums[2 * row] = own;
                rowSums[(2 * row) + 1] = ownProduct;
                double factor = weight == null ? 1 : weight[row % layout.Channels];
                sum += own * factor;
                product += ownProduct * factor;
            }

            if (inputGradient == null)
            {
                return;
            }

            bool flows = statistics == BatchStatistics.Batch;
            float meanGradient = flows ? (float)(sum / layout.Count) : 0;
            float meanProduct = flows ? (float)(product / layout.Count) : 0;
            for (int piece = 0; piece < layout.Pieces; piece++)
            {
                int row = layout.Row(item, piece);
                long at = (long)row * layout.Volume;
                float factor = weight == null ? 1 : weight[row % layout.Channels];
                NormRows.InputGradient(
                    gradient + at, x + at, y + at, inputGradient + at, layout.Volume, (mean[item], inverse[item], factor, meanGradient, meanProduct), activation);
            }
        });

        for (int channel = 0; channel < layout.Channels; channel++)
        {
            double sum = 0;
            double product = 0;
            for (int row = channel; row < layout.AllRows; row += layout.Channels)
            {
                sum += rowSums[2 * row];
                product += rowSums[(2 * row) + 1];
            }

            if (biasGradient != null)
            {
                biasGradient[channel] = (float)sum;
            }

            if (weightGradient != null)
            {
                weightGradient[channel] = (float)product;
            }
        }
    }

    private static void ApplyItem(
        NormLayout layout, int item, float* x, float* weight, float* bias, float mean, float inverse, Activation activation, float* y)
    {
        for (int piece = 0; piece < layout.Pieces; piece++)
        {
            int row = layout.Row(item, piece);
            int channel = row % layout.Channels;
            float scale = weight == null ? inverse : inverse * weight[channel];
            NormRows.Apply(
                x + ((long)row * layout.Volume), y + ((long)row * layout.Volume), layout.Volume, mean, scale, bias == null ? 0 : bias[channel], activation);
        }
    }
}
