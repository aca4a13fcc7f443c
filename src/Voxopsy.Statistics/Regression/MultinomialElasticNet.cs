using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>Regression of an outcome of several classes with a penalty on the size of coefficients; one set of coefficients a class.</summary>
/// <remarks>
/// The definition of R's glmnet with <c>family = "multinomial"</c> (Friedman, Hastie, Tibshirani 2010, J Stat Softw 33:1, section 4), solved to its
/// optimality conditions. Every class needs a row.
/// </remarks>
public static class MultinomialElasticNet
{
    /// <summary>The path of an outcome of several classes.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="classOfRow">The place of each row's class among <paramref name="classes"/>.</param>
    /// <param name="classes">The names of the classes, at least two.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="penalty">Whether a column enters for all classes at once.</param>
    /// <param name="settings">Penalties; a lasso with glmnet's sequence when left out.</param>
    /// <exception cref="ArgumentException">Rows, classes, names or settings do not fit together.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="UnfittableModelException">A class has no row.</exception>
    public static MultinomialPath Fit(
        Matrix predictors,
        ReadOnlySpan<int> classOfRow,
        IReadOnlyList<string> classes,
        IReadOnlyList<string> names,
        MultinomialPenalty penalty = MultinomialPenalty.Ungrouped,
        ElasticNetSettings? settings = null)
    {
        settings ??= new ElasticNetSettings();
        int[] own = Require(predictors, classOfRow, classes, names, settings);
        return FitRows(predictors, own, [.. Enumerable.Range(0, own.Length)], [.. classes], [.. names], penalty, settings, floor: 0);
    }

    internal static int[] Require(
        Matrix predictors, ReadOnlySpan<int> classOfRow, IReadOnlyList<string> classes, IReadOnlyList<string> names, ElasticNetSettings settings)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ElasticNet.RequireRows(predictors, classOfRow.Length, names);
        settings.Require(predictors.ColumnCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes.Count, 2);
        int[] own = classOfRow.ToArray();
        int wrong = Array.FindIndex(own, value => value < 0 || value >= classes.Count);
        return wrong < 0 ? own : throw new ArgumentException($"Row {wrong} is of class {own[wrong]}, but there are classes 0 to {classes.Count - 1}.", nameof(classOfRow));
    }

    internal static MultinomialPath FitRows(
        Matrix predictors,
        int[] classOfRow,
        int[] rows,
        ImmutableArray<string> classes,
        ImmutableArray<string> names,
        MultinomialPenalty penalty,
        ElasticNetSettings settings,
        double floor)
    {
        int[] own = [.. rows.Select(row => classOfRow[row])];
        for (int c = 0; c < classes.Length; c++)
        {
            if (!own.Contains(c))
            {
                throw new UnfittableModelException($"None of {own.Length} training rows is of class '{classes[c]}', so its coefficients cannot be found; merge classes or make fewer folds.");
            }
        }

        PathDesign design = PathDesign.Of(predictors, rows, settings, hasOnes: settings.FitIntercept).InBlocks(classes.Length);
        double[] factors = PathRunner.Factors(design, settings);
        MultinomialPathFamily family = new(own, classes.Length, settings.FitIntercept);
        bool isGrouped = penalty == MultinomialPenalty.Grouped && settings.Alpha > 0;
        if (!isGrouped)
        {
            LeaveOutFreeLast(design, factors);
        }

        IPathSolver solver = isGrouped ? new GroupedSolver(design, family, factors) : new ActiveSetSolver(design, family, factors);
        MultinomialCollector collector = new(design, factors, settings, penalty);
        double violation = PathRunner.Walk(design, family, solver, settings, unit: 1, floor, collector);
        return collector.Finish(names, classes, family.NullDeviance, violation);
    }

    /// <summary>Of a column without penalty only differences between classes are determined; its last class stays at 0.</summary>
    private static void LeaveOutFreeLast(PathDesign design, double[] factors)
    {
        int last = (design.BlockCount - 1) * design.PredictorCount;
        for (int j = 0; j < design.PredictorCount; j++)
        {
            if (factors[j] == 0)
            {
                design.Norms[last + j] = 0;
            }
        }
    }
}
