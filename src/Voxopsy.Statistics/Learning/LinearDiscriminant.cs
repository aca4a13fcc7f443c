using Voxopsy.Statistics.Learning.Solvers;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;

namespace Voxopsy.Statistics.Learning;

/// <summary>Linear discriminant analysis: both classes normal with one covariance; priors are the classes' shares in training.</summary>
/// <remarks>
/// Source: Fisher 1936; Hastie, Tibshirani and Friedman 2009, section 4.3. Without shrinkage collinear columns, or more columns than rows, are
/// answered by the pseudo-inverse, as scikit-learn does; with many features choose a shrinkage.
/// </remarks>
public sealed record LinearDiscriminant : ILearner
{
    /// <summary>Gets the estimate of the shared covariance; not used with shrinkage.</summary>
    public PooledCovariance Covariance { get; init; } = PooledCovariance.Unbiased;

    /// <summary>Gets the rule of shrinkage.</summary>
    public ShrinkageRule Rule { get; init; } = ShrinkageRule.None;

    /// <summary>Gets the share of <see cref="ShrinkageRule.Fixed"/>, within [0, 1].</summary>
    public double Shrinkage { get; init; }

    /// <inheritdoc/>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default) => Fit(table, events);

    /// <summary>Fits the classifier; nothing is drawn.</summary>
    /// <param name="table">Training rows: at least one column, no missing values.</param>
    /// <param name="events">Whether each row had the event; both classes must occur.</param>
    /// <exception cref="ConstantColumnException">A column does not vary.</exception>
    public LinearClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events)
    {
        if (!(Shrinkage >= 0 && Shrinkage <= 1))
        {
            throw new ArgumentException($"A shrinkage lies within 0 and 1, found {Shrinkage}.");
        }

        LearningRows rows = LearningRows.ForTraining(table, events);
        ClassMoments controls = ClassMoments.Of(rows, events, one: false);
        ClassMoments cases = ClassMoments.Of(rows, events, one: true);
        for (int j = 0; j < rows.Width; j++)
        {
            if (controls.IsConstant(j) && cases.IsConstant(j) && controls.Mean[j] == cases.Mean[j])
            {
                throw new ConstantColumnException(table.Features[j], controls.Mean[j], table.RowCount);
            }
        }

        double[] difference = [.. cases.Mean.Select((mean, j) => mean - controls.Mean[j])];
        double[] coefficients = Rule == ShrinkageRule.None
            ? DiscriminantSolver.ByPseudoInverse(controls, cases, difference, Covariance)
            : DiscriminantSolver.ByShrinkage(controls, cases, difference, Rule, Shrinkage);
        double middle = 0;
        for (int j = 0; j < coefficients.Length; j++)
        {
            middle += coefficients[j] * (cases.Mean[j] + controls.Mean[j]) / 2;
        }

        return new LinearClassifier
        {
            Features = table.Features,
            Intercept = Math.Log((double)cases.Count / controls.Count) - middle,
            Coefficients = [.. coefficients],
        };
    }
}
