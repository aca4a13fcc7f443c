using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>Penalized models of an outcome of several classes, from the largest penalty to the smallest.</summary>
public sealed class MultinomialPath
{
    internal MultinomialPath()
    {
    }

    /// <summary>Gets the names of the columns.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Gets the names of the classes.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>Gets the penalties, descending.</summary>
    public required ImmutableArray<double> Lambdas { get; init; }

    /// <summary>Gets the share of the null deviance that each model explains, within [0, 1].</summary>
    public required ImmutableArray<double> DevianceRatios { get; init; }

    /// <summary>Gets the deviance of the model without predictors.</summary>
    public required double NullDeviance { get; init; }

    /// <summary>Gets the largest violation of the optimality conditions along the path, as a share of the largest penalty.</summary>
    public required double LargestViolation { get; init; }

    /// <summary>Gets the number of columns with a coefficient other than 0 in any class, at each penalty.</summary>
    public ImmutableArray<int> NonZeroCounts =>
        [.. AllCoefficients.Select(own => Enumerable.Range(0, Names.Length).Count(j => own.Any(values => values[j] != 0)))];

    internal ImmutableArray<double[]> AllIntercepts { get; init; }

    internal ImmutableArray<double[][]> AllCoefficients { get; init; }

    /// <summary>The intercepts at a place of the path, one a class; they sum to 0.</summary>
    public ReadOnlySpan<double> Intercepts(int place) => AllIntercepts[place];

    /// <summary>The coefficients of a class at a place of the path, one a column, in the columns' own units.</summary>
    public ReadOnlySpan<double> Coefficients(int place, int classPlace) => AllCoefficients[place][classPlace];

    /// <summary>The probability of every class in every row at any penalty, by straight lines between the path's places; beyond its ends those of the end.</summary>
    /// <returns>One array a row, one number a class; each array sums to 1.</returns>
    public double[][] Probabilities(double lambda, Matrix predictors)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        (int left, int right, double share) = PenaltyGrid.Locate(Lambdas, lambda);
        double[][] sums = [.. Enumerable.Range(0, predictors.RowCount).Select(_ => new double[Classes.Length])];
        Add(left, share);
        if (share < 1)
        {
            Add(right, 1 - share);
        }

        foreach (double[] row in sums)
        {
            double largest = row.Max();
            for (int c = 0; c < row.Length; c++)
            {
                row[c] = Math.Exp(row[c] - largest);
            }

            double total = row.Sum();
            for (int c = 0; c < row.Length; c++)
            {
                row[c] /= total;
            }
        }

        return sums;

        void Add(int place, double weight)
        {
            for (int c = 0; c < Classes.Length; c++)
            {
                double[] values = AllCoefficients[place][c];
                double[] linear = new double[sums.Length];
                linear.AsSpan().Fill(AllIntercepts[place][c]);
                for (int j = 0; j < values.Length; j++)
                {
                    if (values[j] != 0)
                    {
                        VectorMath.AddScaled(values[j], predictors.Column(j), linear);
                    }
                }

                for (int i = 0; i < linear.Length; i++)
                {
                    sums[i][c] += weight * linear[i];
                }
            }
        }
    }
}
