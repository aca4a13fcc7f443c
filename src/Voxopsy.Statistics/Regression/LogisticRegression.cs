using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>Logistic regression by maximum likelihood.</summary>
public static class LogisticRegression
{
    /// <summary>Fits a model with an intercept.</summary>
    /// <param name="predictors">One column a predictor, without a column for the intercept; may have no column.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="information">Where standard errors are taken.</param>
    /// <returns>The model; look at <see cref="LogisticModel.Separation"/> before trusting large coefficients.</returns>
    /// <exception cref="ArgumentException">The numbers of rows or names differ.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="OneClassOutcomeException">All rows are events, or none is.</exception>
    /// <exception cref="CollinearColumnsException">A column is constant or a linear combination of others.</exception>
    /// <exception cref="NonConvergenceException">Newton's method found no maximum although no column separates the outcomes.</exception>
    /// <remarks>Agrees with R's <c>glm</c> run to convergence within 1e-9 of each coefficient and standard error.</remarks>
    public static LogisticModel Fit(
        Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names, InformationPoint information = default)
    {
        RequireFittable(predictors, events, names);
        StandardizedDesign design = StandardizedDesign.Of(predictors);
        Collinearity.Require(design, predictors, names);

        double[] outcome = ToNumbers(events, out int eventCount);
        LogisticNewton newton = new(design.RowCount, design.Count);
        newton.Coefficients[0] = Math.Log((double)eventCount / (events.Length - eventCount));
        LogisticNewton.Ending ending = newton.Solve(design.Columns, outcome, [], []);
        if (ending == LogisticNewton.Ending.Failed)
        {
            throw new NonConvergenceException("the logistic model", newton.Iterations, newton.LastStep);
        }

        double[] weight = newton.Weight;
        if (information.Epsilon > 0 && ending == LogisticNewton.Ending.Converged)
        {
            LogisticNewton glm = new(design.RowCount, design.Count);
            weight = glm.SolveAsGlm(design.Columns, outcome, information.Epsilon) == LogisticNewton.Ending.Converged ? glm.LastWeight : weight;
        }

        double[] coefficients = design.ToOriginal(newton.Coefficients);
        return new LogisticModel
        {
            Names = [.. names],
            Intercept = coefficients[0],
            Coefficients = [.. coefficients.AsSpan(1)],
            Covariance = ending == LogisticNewton.Ending.Separated ? Undefined(design.Count) : Covariance(design, weight),
            Deviance = newton.Deviance,
            NullDeviance = NullDeviance(events.Length, eventCount),
            RowCount = events.Length,
            EventCount = eventCount,
            Iterations = newton.Iterations,
            Separation = ending == LogisticNewton.Ending.Separated ? SeparationSearch.Describe(design, outcome, newton.Step, names) : null,
        };
    }

    internal static double NullDeviance(int rows, int events) =>
        -2 * ((events * Math.Log((double)events / rows)) + ((rows - events) * Math.Log((double)(rows - events) / rows)));

    internal static void RequireFittable(Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        ArgumentNullException.ThrowIfNull(names);
        if (predictors.RowCount != events.Length)
        {
            throw new ArgumentException($"The predictors have {predictors.RowCount} rows, but there are {events.Length} outcomes.", nameof(events));
        }

        if (predictors.ColumnCount != names.Count)
        {
            throw new ArgumentException($"There are {predictors.ColumnCount} predictors, but {names.Count} names.", nameof(names));
        }

        RequireFinite(predictors, names);
        int eventCount = events.Count(true);
        if (eventCount == 0 || eventCount == events.Length)
        {
            throw new OneClassOutcomeException(events.Length, eventCount);
        }
    }

    internal static void RequireFinite(Matrix predictors, IReadOnlyList<string> names)
    {
        for (int j = 0; j < predictors.ColumnCount; j++)
        {
            ReadOnlySpan<double> column = predictors.Column(j);
            for (int i = 0; i < column.Length; i++)
            {
                if (!double.IsFinite(column[i]))
                {
                    throw new MissingValueException(names[j], i, column[i]);
                }
            }
        }
    }

    internal static double[] ToNumbers(ReadOnlySpan<bool> events, out int eventCount)
    {
        double[] outcome = new double[events.Length];
        eventCount = 0;
        for (int i = 0; i < outcome.Length; i++)
        {
            outcome[i] = events[i] ? 1 : 0;
            eventCount += events[i] ? 1 : 0;
        }

        return outcome;
    }

    private static Matrix Undefined(int size)
    {
        double[] values = new double[size * size];
        values.AsSpan().Fill(double.NaN);
        return Matrix.FromColumnMajor(size, size, values);
    }

    /// <summary>(XᵀWX)⁻¹ through the QR decomposition of W½X, which keeps twice the digits of the normal equations.</summary>
    private static Matrix Covariance(StandardizedDesign design, double[] weight)
    {
        double[] root = [.. weight.Select(Math.Sqrt)];
        double[] weighted = new double[design.Columns.Length];
        for (int j = 0; j < design.Count; j++)
        {
            VectorMath.Multiply(design.Column(j), root, weighted.AsSpan(j * design.RowCount, design.RowCount));
        }

        QrDecomposition decomposition = QrDecomposition.Of(Matrix.FromColumnMajor(design.RowCount, design.Count, weighted), tolerance: 0);
        return design.CovarianceToOriginal(decomposition.InverseCrossProduct());
    }
}
