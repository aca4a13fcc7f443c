using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Agreement;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Keeps columns that measure the patient rather than the outline: the lower limit of their intraclass correlation reaches a value.</summary>
/// <remarks>
/// Over perturbations ICC(1,1), since each perturbed region is as good as any other (Zwanenburg 2019); over readers ICC(2,1), absolute agreement.
/// A column that was never measured again (clinical, a table made elsewhere) stays. Only training rows count.
/// </remarks>
/// <param name="lowerLimit">Least lower confidence limit kept, within [−1, 1].</param>
/// <param name="level">Confidence level.</param>
public sealed class SelectStable(double lowerLimit, double level) : IStep
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"ICC lower limit >= {lowerLimit}");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        HashSet<FeatureId> unstable = [.. Measure(training, training.Features.Features, level).Where(found => !(found.Lower >= lowerLimit)).Select(found => found.Feature)];
        return new KeptColumns([.. training.Features.Features.Where(feature => !unstable.Contains(feature))]);
    }

    /// <summary>The agreement of every column that was measured again, once a source.</summary>
    internal static ImmutableArray<ColumnStability> Measure(TrainingSet training, ImmutableArray<FeatureId> columns, double level)
    {
        List<(FeatureId Column, RepeatSource Source, int Measurements, double[][] Raters)> measured = [];
        foreach (RepeatSource source in Enum.GetValues<RepeatSource>())
        {
            RepeatedFeatures[] repeats = [.. training.Repeats.Where(repeat => repeat.Source == source)];
            foreach (FeatureId column in columns)
            {
                FeatureTable[] tables = [.. repeats.Where(repeat => repeat.Values.Contains(column)).Select(repeat => repeat.Values)];
                if (tables.Length > 0)
                {
                    measured.Add((column, source, tables.Length + 1, Complete([training.Measured[column].ToArray(), .. tables.Select(table => table[column].ToArray())])));
                }
            }
        }

        // Tables of one size share their F quantiles, which is what costs time.
        int[] enough = [.. Enumerable.Range(0, measured.Count).Where(i => measured[i].Raters[0].Length >= 3)];
        IReadOnlyList<IntraclassCorrelation> agreements = IntraclassCorrelation.Many([.. enough.Select(i => measured[i].Raters)], level);
        Dictionary<int, IntraclassCorrelation> agreementOf = enough.Zip(agreements).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. measured.Select((one, i) =>
        {
            IntraclassEstimate? estimate = agreementOf.GetValueOrDefault(i)?.Estimate(one.Source == RepeatSource.Reader ? IntraclassForm.AgreementSingle : IntraclassForm.OneWaySingle);
            return new ColumnStability(
                one.Column, one.Source, one.Measurements, one.Raters[0].Length, estimate?.Value ?? double.NaN, estimate?.Lower ?? double.NaN, estimate?.Upper ?? double.NaN);
        })];
    }

    /// <summary>The rows that every rater has a number for.</summary>
    private static double[][] Complete(double[][] raters)
    {
        int[] complete = [.. Enumerable.Range(0, raters[0].Length).Where(row => raters.All(rater => double.IsFinite(rater[row])))];
        return [.. raters.Select(rater => complete.Select(row => rater[row]).ToArray())];
    }
}

/// <summary>How well a column agrees with itself when it is measured again.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Source">Why it was measured again.</param>
/// <param name="Measurements">Measurements a case, the first included.</param>
/// <param name="Cases">Cases with all of them.</param>
/// <param name="Value">Intraclass correlation; <see cref="double.NaN"/> for fewer than three cases or no variation.</param>
/// <param name="Lower">Its lower confidence limit.</param>
/// <param name="Upper">Its upper confidence limit.</param>
internal sealed record ColumnStability(FeatureId Feature, RepeatSource Source, int Measurements, int Cases, double Value, double Lower, double Upper);
