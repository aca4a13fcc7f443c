using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>How each row fits a logistic model and how much it pulls.</summary>
/// <param name="Fitted">The probability of the event.</param>
/// <param name="LinearPredictor">The log odds.</param>
/// <param name="Leverage">The share of its own outcome in its fitted value, within [0, 1].</param>
/// <param name="DevianceResidual">Signed root of the row's part of the deviance.</param>
/// <param name="PearsonResidual">(outcome − p) / √(p(1 − p)).</param>
/// <param name="CooksDistance">How far leaving the row out moves the coefficients, one step approximation.</param>
/// <remarks>Source: Pregibon 1981, Ann Stat 9:705.</remarks>
public sealed record RowDiagnostics(
    double Fitted, double LinearPredictor, double Leverage, double DevianceResidual, double PearsonResidual, double CooksDistance)
{
    /// <summary>The diagnostics of the rows that a model was fitted to.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="predictors">The predictors that it was fitted to.</param>
    /// <param name="events">The outcomes that it was fitted to.</param>
    /// <param name="information">Where the weights of the leverage are taken.</param>
    public static ImmutableArray<RowDiagnostics> Of(
        LogisticModel model, Matrix predictors, ReadOnlySpan<bool> events, InformationPoint information = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        LogisticRegression.RequireFittable(predictors, events, model.Names);
        StandardizedDesign design = StandardizedDesign.Of(predictors);
        double[] linear = model.LinearPredictor(predictors);
        double[] weight = [.. linear.Select(Weight)];
        if (information.Epsilon > 0)
        {
            LogisticNewton glm = new(design.RowCount, design.Count);
            weight = glm.SolveAsGlm(design.Columns, LogisticRegression.ToNumbers(events, out _), information.Epsilon) == LogisticNewton.Ending.Converged ? glm.LastWeight : weight;
        }

        double[] leverage = Leverages(design, weight);
        ImmutableArray<RowDiagnostics>.Builder rows = ImmutableArray.CreateBuilder<RowDiagnostics>(linear.Length);
        for (int i = 0; i < linear.Length; i++)
        {
            double p = LogisticFunction.Probability(linear[i]);
            double variance = Weight(linear[i]);
            double deviance = Math.Sqrt(2 * LogisticFunction.SoftPlus(events[i] ? -linear[i] : linear[i]));
            double pearson = (events[i] ? LogisticFunction.Probability(-linear[i]) : -p) / Math.Sqrt(variance);
            double pull = pearson / (1 - leverage[i]);
            rows.Add(new RowDiagnostics(p, linear[i], leverage[i], events[i] ? deviance : -deviance, pearson, pull * pull * leverage[i] / design.Count));
        }

        return rows.MoveToImmutable();
    }

    private static double Weight(double linear) => LogisticFunction.Probability(linear) * LogisticFunction.Probability(-linear);

    /// <summary>wᵢ xᵢᵀ (XᵀWX)⁻¹ xᵢ.</summary>
    private static double[] Leverages(StandardizedDesign design, double[] weight)
    {
        double[] weighted = new double[design.Columns.Length];
        double[] root = [.. weight.Select(Math.Sqrt)];
        for (int j = 0; j < design.Count; j++)
        {
            VectorMath.Multiply(design.Column(j), root, weighted.AsSpan(j * design.RowCount, design.RowCount));
        }

        Matrix columns = Matrix.FromColumnMajor(design.RowCount, design.Count, weighted);
        Matrix inverse = QrDecomposition.Of(columns, tolerance: 0).InverseCrossProduct();
        double[] leverage = new double[design.RowCount];
        for (int i = 0; i < leverage.Length; i++)
        {
            double[] row = columns.Row(i);
            leverage[i] = VectorMath.Dot(row, inverse.Multiply(row));
        }

        return leverage;
    }
}
