using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;
using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Regression;

/// <summary>Regression with a penalty on the size of coefficients: mean negative log-likelihood + λ·((1−α)/2·Σb² + α·Σ|b|), b of standardized columns.</summary>
/// <remarks>
/// The definition of R's glmnet (Friedman, Hastie, Tibshirani 2010, J Stat Softw 33:1), solved to its optimality conditions: they hold to 1e-8 of the
/// largest penalty, where glmnet stops earlier by default. Constant columns never enter; of columns that are the same but for scale and sign, the
/// lasso's solution is not unique and the first one stands for all (as coordinate descent in order would do).
/// </remarks>
public static class ElasticNet
{
    /// <summary>The path of a binary outcome.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="settings">Penalties; a lasso with glmnet's sequence when left out.</param>
    /// <exception cref="ArgumentException">Rows, names or settings do not fit together.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="OneClassOutcomeException">All rows are events, or none is.</exception>
    public static LassoPath Fit(Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names, ElasticNetSettings? settings = null)
    {
        settings ??= new ElasticNetSettings();
        LogisticRegression.RequireFittable(predictors, events, names);
        settings.Require(predictors.ColumnCount);
        int[] rows = [.. Enumerable.Range(0, events.Length)];
        return FitRows(predictors, LogisticRegression.ToNumbers(events, out _), rows, [.. names], settings, floor: 0);
    }

    /// <summary>The path of a measured outcome (normal errors).</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="response">One number a row.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="settings">Penalties; a lasso with glmnet's sequence when left out.</param>
    /// <remarks>As in glmnet the outcome is scaled to unit variance inside, so that in its own units the ridge part is divided by its standard deviation.</remarks>
    /// <exception cref="ArgumentException">Rows, names or settings do not fit together.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="UnfittableModelException">The outcome is constant.</exception>
    public static LassoPath FitGaussian(Matrix predictors, ReadOnlySpan<double> response, IReadOnlyList<string> names, ElasticNetSettings? settings = null)
    {
        settings ??= new ElasticNetSettings();
        RequireRows(predictors, response.Length, names);
        settings.Require(predictors.ColumnCount);
        int[] rows = [.. Enumerable.Range(0, response.Length)];
        return FitGaussianRows(predictors, response.ToArray(), rows, [.. names], settings, floor: 0);
    }

    /// <summary>The path of a survival outcome (Cox's partial likelihood, Breslow's ties); no intercept.</summary>
    /// <param name="predictors">One column a predictor.</param>
    /// <param name="outcome">Times and events.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="settings">Penalties; a lasso with glmnet's sequence when left out.</param>
    /// <exception cref="ArgumentException">Rows, names or settings do not fit together.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="SurvivalException">There is no event.</exception>
    public static LassoPath FitCox(Matrix predictors, SurvivalOutcome outcome, IReadOnlyList<string> names, ElasticNetSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        settings ??= new ElasticNetSettings();
        RequireRows(predictors, outcome.Count, names);
        settings.Require(predictors.ColumnCount);
        return FitCoxRows(predictors, outcome, [.. Enumerable.Range(0, outcome.Count)], [.. names], settings, floor: 0);
    }

    internal static LassoPath FitCoxRows(
        Matrix predictors, SurvivalOutcome outcome, int[] rows, ImmutableArray<string> names, ElasticNetSettings settings, double floor)
    {
        SurvivalOutcome own = outcome.Rows(rows);
        if (own.EventCount == 0)
        {
            throw new SurvivalException($"None of {own.Count} subjects had the event, so no hazard can be fitted; check the event column and the folds.");
        }

        settings = settings with { FitIntercept = false };
        PathDesign design = PathDesign.Of(predictors, rows, settings, hasOnes: false);
        return PathRunner.Run(design, new CoxPathFamily(own, settings.TiedCensoring), settings, names, unit: 1, center: 0, floor);
    }

    internal static LassoPath FitRows(
        Matrix predictors, double[] outcome, int[] rows, ImmutableArray<string> names, ElasticNetSettings settings, double floor)
    {
        PathDesign design = PathDesign.Of(predictors, rows, settings, hasOnes: settings.FitIntercept);
        BinomialPathFamily family = new([.. rows.Select(row => outcome[row])], settings.FitIntercept);
        return PathRunner.Run(design, family, settings, names, unit: 1, center: 0, floor);
    }

    internal static LassoPath FitGaussianRows(
        Matrix predictors, double[] response, int[] rows, ImmutableArray<string> names, ElasticNetSettings settings, double floor)
    {
        double[] own = [.. rows.Select(row => response[row])];
        double mean = VectorMath.Mean(own);
        double deviation = Math.Sqrt(own.Sum(value => (value - mean) * (value - mean)) / own.Length);
        if (deviation == 0)
        {
            throw new UnfittableModelException($"All {own.Length} rows have the same outcome {mean}; there is nothing to explain.");
        }

        double center = settings.FitIntercept ? mean : 0;
        // Without an intercept glmnet scales by the root of the mean square about the mean as well.
        GaussianPathFamily family = new([.. own.Select(value => (value - center) / deviation)]);
        PathDesign design = PathDesign.Of(predictors, rows, settings, hasOnes: false);
        return PathRunner.Run(design, family, settings, names, unit: deviation, center, floor);
    }

    internal static void RequireRows(Matrix predictors, int rows, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        ArgumentNullException.ThrowIfNull(names);
        if (predictors.RowCount != rows || predictors.ColumnCount != names.Count)
        {
            throw new ArgumentException($"The predictors are {predictors.RowCount} x {predictors.ColumnCount}, but there are {rows} outcomes and {names.Count} names.", nameof(predictors));
        }

        LogisticRegression.RequireFinite(predictors, names);
    }
}
