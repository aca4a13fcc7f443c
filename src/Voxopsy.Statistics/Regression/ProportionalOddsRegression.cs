using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>Fits the proportional odds model of ordered grades by maximum likelihood.</summary>
/// <remarks>Source: McCullagh 1980, J R Stat Soc B 42:109; signs of coefficients and cut-points as in R's <c>MASS::polr</c>.</remarks>
public static class ProportionalOddsRegression
{
    private const int MaximumIterations = 200;
    private const double Steep = 30;

    /// <summary>Fits the model.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="gradeOfRow">The place of each row's grade among <paramref name="grades"/>.</param>
    /// <param name="grades">The names of the grades, lowest first, at least two; each must occur.</param>
    /// <param name="names">One name a column.</param>
    /// <exception cref="ArgumentException">Rows, grades or names do not fit together.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="CollinearColumnsException">A column is constant or a linear combination of others.</exception>
    /// <exception cref="UnfittableModelException">A grade does not occur, or a column separates the grades.</exception>
    /// <exception cref="NonConvergenceException">Newton's method found no maximum.</exception>
    public static ProportionalOddsModel Fit(Matrix predictors, ReadOnlySpan<int> gradeOfRow, IReadOnlyList<string> grades, IReadOnlyList<string> names)
    {
        int[] own = MultinomialElasticNet.Require(predictors, gradeOfRow, grades, names, new ElasticNetSettings());
        int[] counts = [.. Enumerable.Range(0, grades.Count).Select(k => own.Count(grade => grade == k))];
        int absent = Array.IndexOf(counts, 0);
        if (absent >= 0)
        {
            throw new UnfittableModelException($"No row has the grade '{grades[absent]}', so its cut-point is not determined; merge it with a neighbor.");
        }

        StandardizedDesign design = StandardizedDesign.Of(predictors);
        Collinearity.Require(design, predictors, names);
        GradeLikelihood likelihood = new(design, own, grades.Count);
        double[] parameters = new double[likelihood.Size];
        int before = 0;
        for (int k = 0; k + 1 < grades.Count; k++)
        {
            before += counts[k];
            parameters[names.Count + k] = LogisticFunction.Logit((double)before / own.Length);
        }

        double nullDeviance = -2 * likelihood.Value(parameters);
        Maximize(likelihood, parameters, names);
        return Describe(design, likelihood, parameters, [.. names], [.. grades], [.. counts], nullDeviance);
    }

    private static void Maximize(GradeLikelihood likelihood, double[] parameters, IReadOnlyList<string> names)
    {
        double value = likelihood.Value(parameters);
        double last = double.NaN;
        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            likelihood.Differentiate(parameters);
            double[] step = [.. likelihood.Gradient];
            double[] root = [.. likelihood.Information];
            bool isDefinite = Cholesky.FactorInPlace(root, likelihood.Size);
            int steepest = names.Count == 0 ? -1 : Enumerable.Range(0, names.Count).MaxBy(j => Math.Abs(parameters[j]));
            if (!isDefinite || (steepest >= 0 && Math.Abs(parameters[steepest]) > Steep))
            {
                throw new UnfittableModelException(
                    $"Column '{names[Math.Max(0, steepest)]}' separates the grades, so its coefficient has no finite estimate; leave it out, merge grades, or use a penalized model.");
            }

            Cholesky.SolveInPlace(root, likelihood.Size, step);
            last = step.Max(Math.Abs);
            double share = 1;
            double[] next = [.. parameters.Zip(step, (from, by) => from + by)];
            double reached = likelihood.Value(next);
            while (!(reached >= value - (1e-12 * Math.Abs(value))) && share > 1e-8)
            {
                share /= 2;
                next = [.. parameters.Zip(step, (from, by) => from + (share * by))];
                reached = likelihood.Value(next);
            }

            next.CopyTo(parameters, 0);
            value = reached;
            if (last < 1e-11)
            {
                likelihood.Differentiate(parameters);
                return;
            }
        }

        throw new NonConvergenceException("the proportional odds model", MaximumIterations, last);
    }

    private static ProportionalOddsModel Describe(
        StandardizedDesign design, GradeLikelihood likelihood, double[] parameters, string[] names, string[] grades, int[] counts, double nullDeviance)
    {
        int size = likelihood.Size;
        Matrix information = Matrix.FromColumnMajor(size, size, Symmetric(likelihood.Information, size));
        Matrix covariance = Cholesky.TryFactor(information, out Cholesky? factor)
            ? factor.Inverse()
            : throw new NonConvergenceException("the proportional odds model", MaximumIterations, double.NaN);

        // In the columns' own units: b / sd, and cut-points moved by Σ b mean / sd.
        double[] jacobian = new double[size * size];
        double[] cut = parameters[names.Length..];
        double[] own = new double[names.Length];
        for (int j = 0; j < names.Length; j++)
        {
            own[j] = parameters[j] / design.Deviations[j];
            jacobian[(j * size) + j] = 1 / design.Deviations[j];
            for (int k = 0; k < cut.Length; k++)
            {
                cut[k] += own[j] * design.Means[j];
                jacobian[(j * size) + names.Length + k] = design.Means[j] / design.Deviations[j];
            }
        }

        for (int k = names.Length; k < size; k++)
        {
            jacobian[(k * size) + k] = 1;
        }

        Matrix change = Matrix.FromColumnMajor(size, size, jacobian);
        return new ProportionalOddsModel
        {
            Names = [.. names],
            Grades = [.. grades],
            Coefficients = [.. own],
            CutPoints = [.. cut],
            Covariance = change.Multiply(covariance).Multiply(change.Transpose()),
            Deviance = -2 * likelihood.Value(parameters),
            NullDeviance = nullDeviance,
            Counts = [.. counts],
        };
    }

    private static double[] Symmetric(double[] lower, int size)
    {
        double[] whole = [.. lower];
        for (int r = 0; r < size; r++)
        {
            for (int c = 0; c < r; c++)
            {
                whole[(c * size) + r] = whole[(r * size) + c];
            }
        }

        return whole;
    }
}
