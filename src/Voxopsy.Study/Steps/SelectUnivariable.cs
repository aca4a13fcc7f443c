using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Which test a univariable filter uses.</summary>
public enum UnivariableTest
{
    /// <summary>Mann-Whitney: any monotone difference.</summary>
    MannWhitney,

    /// <summary>Welch: a difference of means.</summary>
    Welch,
}

/// <summary>Keeps the columns whose values differ between events and non-events of the training rows, p below a limit, uncorrected.</summary>
/// <param name="limit">Largest p-value kept, exclusive.</param>
/// <param name="test">The test.</param>
public sealed class SelectUnivariable(double limit, UnivariableTest test) : IStep
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(test == UnivariableTest.Welch ? "Welch" : "Mann-Whitney")} p < {limit}");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        double[] p = PValues(training, test);
        return new KeptColumns([.. training.Features.Features.Where((_, i) => p[i] < limit)]);
    }

    /// <summary>The p-value of every column; <see cref="double.NaN"/> where the test is undefined.</summary>
    internal static double[] PValues(TrainingSet training, UnivariableTest test)
    {
        FeatureTable table = training.Features;
        int events = training.Events;
        double[] with = new double[events];
        double[] without = new double[training.Outcomes.Length - events];
        return [.. table.Features.Select(feature =>
        {
            ReadOnlySpan<double> values = table[feature];
            int i = 0;
            int j = 0;
            for (int row = 0; row < values.Length; row++)
            {
                (training.Outcomes[row] ? ref with[i++] : ref without[j++]) = values[row];
            }

            return test == UnivariableTest.Welch ? WelchTest.Compare(with, without).P : MannWhitney.Compare(with, without).P;
        })];
    }
}
