using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>A multinomial path with the error that each of its models makes on rows left out, as R's cv.glmnet counts it.</summary>
public sealed record CrossValidatedMultinomial
{
    private const double Least = 1e-5;

    /// <summary>Gets the path of all rows.</summary>
    public required MultinomialPath Path { get; init; }

    /// <summary>Gets what was counted.</summary>
    public required CrossValidationMeasure Measure { get; init; }

    /// <summary>Gets the mean of the measure over folds, one a penalty.</summary>
    public required ImmutableArray<double> Mean { get; init; }

    /// <summary>Gets the standard error of <see cref="Mean"/> over folds.</summary>
    public required ImmutableArray<double> StandardError { get; init; }

    /// <summary>Gets the place of the best mean; of equal ones that with the largest penalty.</summary>
    public required int MinimumIndex { get; init; }

    /// <summary>Gets the place of the largest penalty whose mean lies within one standard error of the best.</summary>
    public required int OneStandardErrorIndex { get; init; }

    /// <summary>Cross-validates the path of an outcome of several classes.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="classOfRow">The place of each row's class among <paramref name="classes"/>.</param>
    /// <param name="classes">The names of the classes, at least two.</param>
    /// <param name="foldOfRow">The fold in which each row is left out: any numbers, at least three different ones.</param>
    /// <param name="measure">Deviance, misclassification, squared or absolute error.</param>
    /// <param name="names">One name a column; <c>column 0</c>, … when left out.</param>
    /// <param name="penalty">Whether a column enters for all classes at once.</param>
    /// <param name="settings">Penalties and threads; a lasso with glmnet's sequence when left out.</param>
    /// <param name="cancellation">Stops between folds.</param>
    /// <exception cref="ArgumentException">Rows, classes, names, folds or settings do not fit together, or the measure is none of several classes.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="UnfittableModelException">A class has no row in a fold's training.</exception>
    public static CrossValidatedMultinomial Fit(
        Matrix predictors,
        ReadOnlySpan<int> classOfRow,
        IReadOnlyList<string> classes,
        ReadOnlySpan<int> foldOfRow,
        CrossValidationMeasure measure = CrossValidationMeasure.Deviance,
        IReadOnlyList<string>? names = null,
        MultinomialPenalty penalty = MultinomialPenalty.Ungrouped,
        ElasticNetSettings? settings = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        settings ??= new ElasticNetSettings();
        ImmutableArray<string> columns = CrossValidatedLasso.NamesOf(predictors, names);
        int[] outcome = MultinomialElasticNet.Require(predictors, classOfRow, classes, columns, settings);
        FoldLayout folds = FoldLayout.Of(foldOfRow, outcome.Length);
        Func<double[], int, double> error = ErrorOf(measure);

        MultinomialPath path = FitRows(folds.AllRows, 0);
        double[][] errors = new double[folds.Count][];
        double[] weights = new double[folds.Count];
        Parallel.For(
            0,
            folds.Count,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellation },
            fold =>
            {
                MultinomialPath own = FitRows(folds.Training(fold), path.Lambdas[^1]);
                int[] leftOut = folds.LeftOut(fold);
                Matrix rows = predictors.SelectRows(leftOut);
                errors[fold] = [.. path.Lambdas.Select(lambda => own.Probabilities(lambda, rows).Select((p, i) => error(p, outcome[leftOut[i]])).Average())];
                weights[fold] = leftOut.Length;
            });
        ValidationCurve curve = ValidationCurve.Of(errors, weights, measure);
        return new CrossValidatedMultinomial
        {
            Path = path,
            Measure = measure,
            Mean = curve.Mean,
            StandardError = curve.StandardError,
            MinimumIndex = curve.MinimumIndex,
            OneStandardErrorIndex = curve.OneStandardErrorIndex,
        };

        MultinomialPath FitRows(int[] rows, double floor) =>
            MultinomialElasticNet.FitRows(predictors, outcome, rows, [.. classes], columns, penalty, settings, floor);
    }

    private static Func<double[], int, double> ErrorOf(CrossValidationMeasure measure) => measure switch
    {
        CrossValidationMeasure.Deviance => (p, own) => -2 * Math.Log(Math.Clamp(p[own], Least, 1 - Least)),
        // The first of equally probable classes is the answer.
        CrossValidationMeasure.Misclassification => (p, own) => Array.IndexOf(p, p.Max()) == own ? 0 : 1,
        CrossValidationMeasure.SquaredError => (p, own) => p.Select((value, c) => Math.Pow((c == own ? 1 : 0) - value, 2)).Sum(),
        CrossValidationMeasure.AbsoluteError => (p, own) => p.Select((value, c) => Math.Abs((c == own ? 1 : 0) - value)).Sum(),
        _ => throw new ArgumentException($"'{measure}' is no measure of an outcome of several classes.", nameof(measure)),
    };
}
