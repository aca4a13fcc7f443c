using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;
using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Regression;

/// <summary>A penalized path with the error that each of its models makes on rows left out.</summary>
/// <remarks>
/// As R's cv.glmnet: every fold fits its own sequence of penalties, and its predictions at the full path's penalties lie on straight lines between
/// its own; given penalties are used by every fold as they are. The curve is the mean over folds, weighted by their size.
/// </remarks>
public sealed record CrossValidatedLasso
{
    /// <summary>Gets the path of all rows.</summary>
    public required LassoPath Path { get; init; }

    /// <summary>Gets what was counted; deviance instead of the area under the curve where folds have fewer than 10 rows.</summary>
    public required CrossValidationMeasure Measure { get; init; }

    /// <summary>Gets the mean of the measure over folds, one a penalty.</summary>
    public required ImmutableArray<double> Mean { get; init; }

    /// <summary>Gets the standard error of <see cref="Mean"/> over folds.</summary>
    public required ImmutableArray<double> StandardError { get; init; }

    /// <summary>Gets the place of the best mean; of equal ones that with the largest penalty.</summary>
    public required int MinimumIndex { get; init; }

    /// <summary>Gets the place of the largest penalty whose mean lies within one standard error of the best.</summary>
    public required int OneStandardErrorIndex { get; init; }

    /// <summary>Gets the penalties, descending.</summary>
    public ImmutableArray<double> Lambdas => Path.Lambdas;

    /// <summary>Gets the number of coefficients other than 0 at each penalty, in the path of all rows.</summary>
    public ImmutableArray<int> NonZeroCounts => Path.NonZeroCounts;

    /// <summary>Cross-validates the path of a binary outcome.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="foldOfRow">The fold in which each row is left out: any numbers, at least three different ones.</param>
    /// <param name="measure">What is counted.</param>
    /// <param name="names">One name a column; <c>column 0</c>, … when left out.</param>
    /// <param name="settings">Penalties and threads; a lasso with glmnet's sequence when left out.</param>
    /// <param name="cancellation">Stops between folds.</param>
    /// <exception cref="ArgumentException">Rows, names, folds or settings do not fit together.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="OneClassOutcomeException">All rows are events, or none is, in all rows or in those of a fold's training.</exception>
    public static CrossValidatedLasso Fit(
        Matrix predictors,
        ReadOnlySpan<bool> events,
        ReadOnlySpan<int> foldOfRow,
        CrossValidationMeasure measure = CrossValidationMeasure.Deviance,
        IReadOnlyList<string>? names = null,
        ElasticNetSettings? settings = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        settings ??= new ElasticNetSettings();
        ImmutableArray<string> columns = NamesOf(predictors, names);
        LogisticRegression.RequireFittable(predictors, events, columns);
        settings.Require(predictors.ColumnCount);
        double[] outcome = LogisticRegression.ToNumbers(events, out _);
        FoldLayout folds = FoldLayout.Of(foldOfRow, events.Length);
        folds.RequireBothClasses(outcome);
        if (measure == CrossValidationMeasure.AreaUnderCurve && events.Length < 10 * folds.Count)
        {
            measure = CrossValidationMeasure.Deviance;
        }

        BinomialError error = new(outcome, measure);
        return Run(
            predictors, folds, measure, settings, error,
            (rows, floor) => ElasticNet.FitRows(predictors, outcome, rows, columns, settings, floor), cancellation);
    }

    /// <summary>Cross-validates the path of a measured outcome.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="response">One number a row.</param>
    /// <param name="foldOfRow">The fold in which each row is left out: any numbers, at least three different ones.</param>
    /// <param name="measure">Squared or absolute error.</param>
    /// <param name="names">One name a column; <c>column 0</c>, … when left out.</param>
    /// <param name="settings">Penalties and threads; a lasso with glmnet's sequence when left out.</param>
    /// <param name="cancellation">Stops between folds.</param>
    /// <exception cref="ArgumentException">Rows, names, folds or settings do not fit together.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    public static CrossValidatedLasso FitGaussian(
        Matrix predictors,
        ReadOnlySpan<double> response,
        ReadOnlySpan<int> foldOfRow,
        CrossValidationMeasure measure = CrossValidationMeasure.SquaredError,
        IReadOnlyList<string>? names = null,
        ElasticNetSettings? settings = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        settings ??= new ElasticNetSettings();
        ImmutableArray<string> columns = NamesOf(predictors, names);
        ElasticNet.RequireRows(predictors, response.Length, columns);
        settings.Require(predictors.ColumnCount);
        double[] outcome = response.ToArray();
        return Run(
            predictors, FoldLayout.Of(foldOfRow, outcome.Length), measure, settings, new GaussianError(outcome, measure),
            (rows, floor) => ElasticNet.FitGaussianRows(predictors, outcome, rows, columns, settings, floor), cancellation);
    }

    /// <summary>Cross-validates the path of a survival outcome.</summary>
    /// <param name="predictors">One column a predictor.</param>
    /// <param name="outcome">Times and events.</param>
    /// <param name="foldOfRow">The fold in which each row is left out: any numbers, at least three different ones.</param>
    /// <param name="measure">Deviance: the fall of the partial likelihood's deviance from all rows to the training rows, an event; or concordance.</param>
    /// <param name="names">One name a column; <c>column 0</c>, … when left out.</param>
    /// <param name="settings">Penalties and threads; a lasso with glmnet's sequence when left out.</param>
    /// <param name="cancellation">Stops between folds.</param>
    /// <exception cref="ArgumentException">Rows, names, folds or settings do not fit together.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="SurvivalException">There is no event in a fold's training.</exception>
    public static CrossValidatedLasso FitCox(
        Matrix predictors,
        SurvivalOutcome outcome,
        ReadOnlySpan<int> foldOfRow,
        CrossValidationMeasure measure = CrossValidationMeasure.Deviance,
        IReadOnlyList<string>? names = null,
        ElasticNetSettings? settings = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        ArgumentNullException.ThrowIfNull(outcome);
        settings ??= new ElasticNetSettings();
        ImmutableArray<string> columns = NamesOf(predictors, names);
        ElasticNet.RequireRows(predictors, outcome.Count, columns);
        settings.Require(predictors.ColumnCount);
        return Run(
            predictors, FoldLayout.Of(foldOfRow, outcome.Count), measure, settings, new CoxError(outcome, settings.TiedCensoring, measure),
            (rows, floor) => ElasticNet.FitCoxRows(predictors, outcome, rows, columns, settings, floor), cancellation);
    }

    /// <summary>Whether larger values of a measure are better.</summary>
    internal static bool IsGain(CrossValidationMeasure measure) => measure is CrossValidationMeasure.AreaUnderCurve or CrossValidationMeasure.Concordance;

    internal static ImmutableArray<string> NamesOf(Matrix predictors, IReadOnlyList<string>? names) =>
        names is null ? [.. Enumerable.Range(0, predictors.ColumnCount).Select(j => $"column {j}")] : [.. names];

    internal static CrossValidatedLasso Run(
        Matrix predictors,
        FoldLayout folds,
        CrossValidationMeasure measure,
        ElasticNetSettings settings,
        IFoldError error,
        Func<int[], double, LassoPath> fit,
        CancellationToken cancellation)
    {
        LassoPath path = fit(folds.AllRows, 0);
        double[][] errors = new double[folds.Count][];
        double[] weights = new double[folds.Count];
        Parallel.For(
            0,
            folds.Count,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellation },
            fold =>
            {
                LassoPath own = fit(folds.Training(fold), path.Lambdas[^1]);
                (errors[fold], weights[fold]) = error.Of(new FoldPredictions(own, path, predictors, folds.LeftOut(fold)));
            });
        ValidationCurve curve = ValidationCurve.Of(errors, weights, measure);
        return new CrossValidatedLasso
        {
            Path = path,
            Measure = measure,
            Mean = curve.Mean,
            StandardError = curve.StandardError,
            MinimumIndex = curve.MinimumIndex,
            OneStandardErrorIndex = curve.OneStandardErrorIndex,
        };
    }
}
