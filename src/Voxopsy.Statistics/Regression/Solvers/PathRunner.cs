using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Walks a sequence of penalties from the largest down.</summary>
internal static class PathRunner
{
    // The factory setting of glmnet: a path never ends before five penalties.
    internal const int FewestLambdas = 5;
    private const double RelativeTolerance = 1e-9;

    // What rounding leaves of a slope that is 0, as where every column is constant.
    private const double Rounding = 1e-15;

    /// <summary>Fits the path.</summary>
    /// <param name="design">The scaled columns.</param>
    /// <param name="family">The likelihood.</param>
    /// <param name="settings">Penalties and their mixture.</param>
    /// <param name="names">The names of the columns.</param>
    /// <param name="unit">What the outcome was divided by.</param>
    /// <param name="center">What was subtracted from the outcome.</param>
    /// <param name="floor">The path may end below this penalty, for nobody asks further.</param>
    internal static LassoPath Run(
        PathDesign design, PathFamily family, ElasticNetSettings settings, ImmutableArray<string> names, double unit, double center, double floor)
    {
        PathCollector collector = new(design, settings, unit, center);
        double violation = Walk(design, family, new ActiveSetSolver(design, family, Factors(design, settings)), settings, unit, floor, collector);
        return collector.Finish(names, family.NullDeviance * unit * unit, violation);
    }

    /// <summary>Solves for penalty after penalty; returns the largest violation as a share of the largest penalty.</summary>
    internal static double Walk(
        PathDesign design, PathFamily family, IPathSolver solver, ElasticNetSettings settings, double unit, double floor, IPathCollector collector)
    {
        solver.SolveUnpenalized(1e-12);
        double largest = solver.LargestSlope() / Math.Max(settings.Alpha, 1e-3);
        double tolerance = Math.Max(RelativeTolerance * largest * Math.Max(settings.Alpha, 1e-3), Rounding);
        double[] lambdas = Sequence(design, family, settings, largest, unit);

        List<double> ratios = [];
        double lastL1 = largest * settings.Alpha;
        double violation = 0;
        for (int k = 0; k < lambdas.Length; k++)
        {
            double lambda = lambdas[k] / unit;
            if (k > 0 || settings.Lambdas.Length > 0)
            {
                solver.Solve(lambda * settings.Alpha, lambda * (1 - settings.Alpha), lastL1, tolerance);
                violation = Math.Max(violation, solver.Violation);
                lastL1 = lambda * settings.Alpha;
            }

            ratios.Add(1 - (family.Deviance / family.NullDeviance));
            collector.Add(lambdas[k], solver.Coefficients, ratios[^1]);
            if (lambdas[k] < floor || (settings.Lambdas.Length == 0 && k + 1 >= FewestLambdas && IsEnough(family, ratios)))
            {
                break;
            }
        }

        return largest > 0 ? violation / largest : 0;
    }

    /// <summary>Penalty factors with an average of 1; 0 for the columns of ones.</summary>
    internal static double[] Factors(PathDesign design, ElasticNetSettings settings)
    {
        double[] factors = new double[design.Count];
        double sum = settings.PenaltyFactors.Length == 0 ? design.PredictorCount : settings.PenaltyFactors.Sum();
        for (int j = 0; j < design.PredictorCount * design.BlockCount; j++)
        {
            factors[j] = settings.PenaltyFactors.Length == 0 ? 1 : settings.PenaltyFactors[j % design.PredictorCount] * design.PredictorCount / sum;
        }

        return factors;
    }

    private static bool IsEnough(PathFamily family, List<double> ratios) =>
        ratios[^1] > family.EnoughExplained || family.IsGrowthTooSmall(ratios);

    private static double[] Sequence(PathDesign design, PathFamily family, ElasticNetSettings settings, double largest, double unit)
    {
        if (settings.Lambdas.Length > 0)
        {
            return [.. settings.Lambdas];
        }

        double ratio = double.IsNaN(settings.LambdaMinimumRatio) ? (design.RowCount < design.PredictorCount ? 0.01 : 1e-4) : settings.LambdaMinimumRatio;
        double step = family.LambdaStep(settings.LambdaCount);
        return [.. Enumerable.Range(0, settings.LambdaCount).Select(k => largest * unit * Math.Pow(ratio, k * step))];
    }
}
