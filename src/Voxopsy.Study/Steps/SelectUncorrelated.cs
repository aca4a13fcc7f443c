using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Of columns that say the same keeps the one that tells events from non-events best.</summary>
/// <remarks>Columns are visited by their Mann-Whitney p-value, ties in table order; one stays when its |Spearman| with every kept one is at most the limit.</remarks>
/// <param name="limit">Largest |Spearman| that may stay, within [0, 1].</param>
public sealed class SelectUncorrelated(double limit) : IStep
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"|Spearman| <= {limit}");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        FeatureTable table = training.Features;
        double[] p = SelectUnivariable.PValues(training, UnivariableTest.MannWhitney);
        List<(int Column, double[] Ranks)> kept = [];
        foreach (int column in Enumerable.Range(0, p.Length).OrderBy(i => double.IsNaN(p[i]) ? 2 : p[i]).ThenBy(i => i))
        {
            double[] ranks = UnitRanks(table.Column(column));
            if (kept.All(other => Math.Abs(Dot(ranks, other.Ranks)) <= limit))
            {
                kept.Add((column, ranks));
            }
        }

        return new KeptColumns([.. kept.Select(pair => pair.Column).Order().Select(column => table.Features[column])]);
    }

    /// <summary>Centered ranks of length 1, so that a dot product is Spearman's coefficient.</summary>
    private static double[] UnitRanks(ReadOnlySpan<double> values)
    {
        double[] ranks = Ranks.Of(values);
        double mean = (ranks.Length + 1) / 2.0;
        double squares = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            ranks[i] -= mean;
            squares += ranks[i] * ranks[i];
        }

        double length = Math.Sqrt(squares);
        for (int i = 0; i < ranks.Length && length > 0; i++)
        {
            ranks[i] /= length;
        }

        return ranks;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
