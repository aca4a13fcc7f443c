using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>Penalized models from the largest penalty to the smallest.</summary>
public sealed class LassoPath
{
    private readonly ImmutableArray<int[]> _places;
    private readonly ImmutableArray<double[]> _values;

    internal LassoPath(
        ImmutableArray<string> names,
        ImmutableArray<double> lambdas,
        ImmutableArray<double> intercepts,
        ImmutableArray<double> devianceRatios,
        double nullDeviance,
        double largestViolation,
        ImmutableArray<int[]> places,
        ImmutableArray<double[]> values)
    {
        Names = names;
        Lambdas = lambdas;
        Intercepts = intercepts;
        DevianceRatios = devianceRatios;
        NullDeviance = nullDeviance;
        LargestViolation = largestViolation;
        _places = places;
        _values = values;
    }

    /// <summary>Gets the names of the columns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Gets the penalties, descending.</summary>
    public ImmutableArray<double> Lambdas { get; }

    /// <summary>Gets the intercept at each penalty; 0 where none is fitted.</summary>
    public ImmutableArray<double> Intercepts { get; }

    /// <summary>Gets the share of the null deviance that each model explains, within [0, 1].</summary>
    public ImmutableArray<double> DevianceRatios { get; }

    /// <summary>Gets the deviance of the model without predictors.</summary>
    public double NullDeviance { get; }

    /// <summary>Gets the largest violation of the optimality conditions along the path, as a share of the largest penalty.</summary>
    public double LargestViolation { get; }

    /// <summary>Gets the number of columns with a coefficient other than 0, at each penalty.</summary>
    public ImmutableArray<int> NonZeroCounts => [.. _places.Select(places => places.Length)];

    /// <summary>The coefficients at a place of the path, one a column, in the columns' own units.</summary>
    public double[] Coefficients(int place)
    {
        double[] coefficients = new double[Names.Length];
        for (int k = 0; k < _places[place].Length; k++)
        {
            coefficients[_places[place][k]] = _values[place][k];
        }

        return coefficients;
    }

    /// <summary>The columns with a coefficient other than 0 at a place of the path, ascending.</summary>
    public ReadOnlySpan<int> NonZeroColumns(int place) => _places[place];

    /// <summary>The coefficients other than 0 at a place of the path, in the order of <see cref="NonZeroColumns"/>.</summary>
    public ReadOnlySpan<double> NonZeroCoefficients(int place) => _values[place];

    /// <summary>The linear predictor of every row at a place of the path.</summary>
    public double[] LinearPredictor(int place, Matrix predictors)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        double[] sums = new double[predictors.RowCount];
        sums.AsSpan().Fill(Intercepts[place]);
        for (int k = 0; k < _places[place].Length; k++)
        {
            VectorMath.AddScaled(_values[place][k], predictors.Column(_places[place][k]), sums);
        }

        return sums;
    }

    /// <summary>Intercept (first) and coefficients at any penalty, by straight lines between the path's places; beyond its ends those of the end.</summary>
    /// <remarks>As R's <c>predict.glmnet</c> with <c>exact = FALSE</c>.</remarks>
    public double[] Interpolate(double lambda)
    {
        (int left, int right, double share) = Locate(lambda);
        double[] values = new double[Names.Length + 1];
        Add(left, share);
        if (share < 1)
        {
            Add(right, 1 - share);
        }

        return values;

        void Add(int place, double weight)
        {
            values[0] += weight * Intercepts[place];
            for (int k = 0; k < _places[place].Length; k++)
            {
                values[_places[place][k] + 1] += weight * _values[place][k];
            }
        }
    }

    /// <summary>The places on either side of a penalty and the share of the left one.</summary>
    internal (int Left, int Right, double Share) Locate(double lambda) => PenaltyGrid.Locate(Lambdas, lambda);
}
