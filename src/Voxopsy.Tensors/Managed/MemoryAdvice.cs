using System.Globalization;

namespace Voxopsy.Tensors.Managed;

/// <summary>What to say when memory is used up: who asked for how much, and which smaller setting fits.</summary>
internal static class MemoryAdvice
{
    private const double Mebi = 1 << 20;

    internal static TensorMemoryException Exhausted(string operation, Shape shape, long asked, MemoryUse use)
    {
        double share = use.Budget / (double)(use.Used + asked);
        string advice;
        if (shape.Rank >= 2 && (int)(shape[0] * share) is >= 1 and int batch && batch < shape[0])
        {
            advice = $"A batch of {batch} instead of {shape[0]} would pass this point";
        }
        else if (shape.Rank >= 4)
        {
            int space = shape.Rank - 2;
            double edge = Math.Pow(Math.Min(share, 0.99), 1.0 / space);
            advice = string.Create(CultureInfo.InvariantCulture, $"An image of {string.Join("×", shape.Sizes[2..].ToArray().Select(size => Math.Max(1, (int)(size * edge))))} instead of {string.Join("×", shape.Sizes[2..].ToArray())} here would pass this point");
        }
        else
        {
            advice = "A smaller batch or image would pass this point";
        }

        return new TensorMemoryException(
            string.Create(CultureInfo.InvariantCulture, $"Out of memory: {operation} asked for {asked / Mebi:F1} MiB (shape {shape}); {use.Used / Mebi:F1} of {use.Budget / Mebi:F1} MiB are in use. {advice}; or raise the memory budget of the backend."),
            asked,
            use.Used,
            use.Budget);
    }
}
