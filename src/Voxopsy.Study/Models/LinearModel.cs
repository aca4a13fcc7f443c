using System.Collections.Immutable;
using Voxopsy.Statistics;

namespace Voxopsy.Study.Models;

/// <summary>What every fitted model comes down to: an intercept, and a coefficient and a filling value a column.</summary>
/// <param name="Intercept">Log odds when every column is 0.</param>
/// <param name="Weights">One a column.</param>
internal sealed record LinearModel(double Intercept, ImmutableArray<ColumnWeight> Weights)
{
    /// <summary>The log odds of each row; a missing value is filled as in training.</summary>
    internal double[] LinearPredictor(FeatureTable table)
    {
        double[] sum = new double[table.RowCount];
        Array.Fill(sum, Intercept);
        foreach (ColumnWeight weight in Weights)
        {
            ReadOnlySpan<double> values = table[new FeatureId(weight.Column)];
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weight.Coefficient * (double.IsNaN(values[i]) ? weight.Fill : values[i]);
            }
        }

        return sum;
    }

    /// <summary>The probability that log odds stand for.</summary>
    internal static double Probability(double logOdds) =>
        logOdds >= 0 ? 1 / (1 + Math.Exp(-logOdds)) : Math.Exp(logOdds) / (1 + Math.Exp(logOdds));
}

/// <summary>The part of one column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Coefficient">Log odds a unit.</param>
/// <param name="Fill">The value that stands for a missing one: the median of the training rows.</param>
internal sealed record ColumnWeight(string Column, double Coefficient, double Fill);
