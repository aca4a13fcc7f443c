namespace Voxopsy.Statistics.Descriptive;

/// <summary>Two columns of the same subjects.</summary>
internal static class PairedValues
{
    /// <summary>Proves that both columns are as long.</summary>
    internal static void Check(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"Paired columns must be as long as each other, found {x.Length} and {y.Length} values.");
        }
    }

    /// <summary>The rows where neither value is missing.</summary>
    internal static (double[] X, double[] Y) Complete(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        List<double> keptX = new(x.Length);
        List<double> keptY = new(x.Length);
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(x[i]) && !double.IsNaN(y[i]))
            {
                keptX.Add(x[i]);
                keptY.Add(y[i]);
            }
        }

        return ([.. keptX], [.. keptY]);
    }
}
