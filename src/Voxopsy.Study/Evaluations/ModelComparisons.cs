using System.Collections.Immutable;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Evaluations;

/// <summary>Paired DeLong tests of all pairs the study asks for, corrected by Holm within a cohort.</summary>
internal static class ModelComparisons
{
    internal static ImmutableArray<ComparisonResult> Compare(StudyDefinition study, ImmutableArray<CohortPredictions> predictions)
    {
        List<ComparisonResult> all = [];
        foreach (string cohort in predictions.Select(entry => entry.Cohort).Distinct())
        {
            ComparisonResult[] ofCohort = [.. study.Evaluation.Compare.Select(pair => Compare(
                predictions.First(entry => entry.Cohort == cohort && entry.Model == pair.A),
                predictions.First(entry => entry.Cohort == cohort && entry.Model == pair.B)))];
            double[] adjusted = Adjust([.. ofCohort.Select(comparison => comparison.P)]);
            all.AddRange(ofCohort.Select((comparison, i) => comparison with { PAdjusted = adjusted[i] }));
        }

        return [.. all];
    }

    /// <summary>With repeats, the mean over repeats of the difference and of its standard error.</summary>
    private static ComparisonResult Compare(CohortPredictions a, CohortPredictions b)
    {
        bool[] outcomes = [.. a.Outcomes];
        PairedAreaComparison[] pairs = [.. a.Repeats.Zip(b.Repeats, (first, second) =>
            DeLongTest.Paired(first.Probabilities.AsSpan(), second.Probabilities.AsSpan(), outcomes))];
        if (pairs.Length == 1)
        {
            return new ComparisonResult(a.Cohort, a.Model, b.Model, new Estimate(pairs[0].Difference, pairs[0].Lower, pairs[0].Upper), pairs[0].P, double.NaN);
        }

        double difference = pairs.Average(pair => pair.Difference);
        double error = pairs.Average(pair => pair.StandardError);
        double margin = 1.959963984540054 * error;
        double p = error > 0 ? Normal.TwoSidedP(difference / error) : double.NaN;
        return new ComparisonResult(a.Cohort, a.Model, b.Model, new Estimate(difference, difference - margin, difference + margin), p, double.NaN);
    }

    /// <summary>Holm over the defined p-values; an undefined one stays undefined and does not count.</summary>
    private static double[] Adjust(double[] p)
    {
        int[] defined = [.. Enumerable.Range(0, p.Length).Where(i => !double.IsNaN(p[i]))];
        double[] holm = MultipleTesting.Holm([.. defined.Select(i => p[i])]);
        double[] adjusted = [.. p.Select(_ => double.NaN)];
        for (int i = 0; i < defined.Length; i++)
        {
            adjusted[defined[i]] = holm[i];
        }

        return adjusted;
    }
}
