namespace Voxopsy.Statistics.Discrimination;

/// <summary>DeLong's structural components: for each subject the share of the other class that lies on the right side of it.</summary>
/// <remarks>
/// Source: DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837; read off from one sort (Sun and Xu 2014, IEEE SPL 21:1389), so that n
/// subjects cost n log n. A tie counts one half.
/// </remarks>
internal sealed class Placements
{
    private readonly ScoredOutcomes _outcomes;

    private Placements(ScoredOutcomes outcomes)
    {
        _outcomes = outcomes;
        long doubled = 0;
        int controlsBelow = 0;
        for (int start = 0; start < outcomes.Sorted.Length;)
        {
            int end = outcomes.EndOfTie(start);
            int cases = outcomes.CasesBetween(start, end);
            int controls = end - start - cases;
            doubled += cases * ((2L * controlsBelow) + controls);
            controlsBelow += controls;
            start = end;
        }

        Area = doubled / (2.0 * outcomes.Cases) / outcomes.Controls;
    }

    /// <summary>The area under the ROC curve, from an exact count of pairs.</summary>
    internal double Area { get; }

    internal static Placements Of(ScoredOutcomes outcomes) => new(outcomes);

    /// <summary>DeLong's variance of the area; NaN when a class has one subject.</summary>
    internal double Variance()
    {
        double cases = 0;
        double controls = 0;
        ForEachTie((start, end, count, casePlacement, controlPlacement) =>
        {
            cases += count * Square(casePlacement - Area);
            controls += (end - start - count) * Square(controlPlacement - Area);
        });
        return (cases / (_outcomes.Cases - 1.0) / _outcomes.Cases) + (controls / (_outcomes.Controls - 1.0) / _outcomes.Controls);
    }

    /// <summary>The placement of each subject, in the order in which the subjects were given.</summary>
    internal double[] BySubject()
    {
        double[] placements = new double[_outcomes.Sorted.Length];
        ForEachTie((start, end, _, casePlacement, controlPlacement) =>
        {
            for (int i = start; i < end; i++)
            {
                placements[_outcomes.Order[i]] = _outcomes.Events[i] ? casePlacement : controlPlacement;
            }
        });
        return placements;
    }

    /// <summary>DeLong's covariance of two areas (their variance when both are the same) from the placements of the same subjects.</summary>
    internal static double Covariance(ReadOnlySpan<double> a, double areaA, ReadOnlySpan<double> b, double areaB, ReadOnlySpan<bool> events)
    {
        double cases = 0;
        double controls = 0;
        int count = 0;
        for (int i = 0; i < events.Length; i++)
        {
            double product = (a[i] - areaA) * (b[i] - areaB);
            if (events[i])
            {
                cases += product;
                count++;
            }
            else
            {
                controls += product;
            }
        }

        double others = events.Length - count;
        return (cases / (count - 1.0) / count) + (controls / (others - 1) / others);
    }

    private static double Square(double value) => value * value;

    private void ForEachTie(Action<int, int, int, double, double> visit)
    {
        int controlsBelow = 0;
        int casesAbove = _outcomes.Cases;
        for (int start = 0; start < _outcomes.Sorted.Length;)
        {
            int end = _outcomes.EndOfTie(start);
            int cases = _outcomes.CasesBetween(start, end);
            int controls = end - start - cases;
            casesAbove -= cases;
            visit(start, end, cases, (controlsBelow + (0.5 * controls)) / _outcomes.Controls, (casesAbove + (0.5 * cases)) / _outcomes.Cases);
            controlsBelow += controls;
            start = end;
        }
    }
}
