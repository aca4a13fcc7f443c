using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Nomogram;

/// <summary>A logistic model as points to add up: values → points → total → probability, exactly the model's own.</summary>
/// <remarks>Points as R's <c>rms::nomogram</c> gives them: the axis of the longest reach runs from 0 to 100, every axis starts at 0.</remarks>
public sealed record NomogramScale
{
    private const double Longest = 100;
    private const int Intervals = 10;

    private NomogramScale(ImmutableArray<NomogramAxis> axes, double pointsPerUnit, double origin, ImmutableArray<double> totalTicks, ImmutableArray<double> linearPredictorTicks)
    {
        Axes = axes;
        PointsPerUnit = pointsPerUnit;
        Origin = origin;
        TotalTicks = totalTicks;
        LinearPredictorTicks = linearPredictorTicks;
    }

    /// <summary>Gets the predictors' axes, in the order given.</summary>
    public ImmutableArray<NomogramAxis> Axes { get; }

    /// <summary>Gets the points for one unit of log odds.</summary>
    public double PointsPerUnit { get; }

    /// <summary>Gets the log odds at 0 points.</summary>
    public double Origin { get; }

    /// <summary>Gets round marks for the axis of total points, from 0 on.</summary>
    public ImmutableArray<double> TotalTicks { get; }

    /// <summary>Gets round marks for an axis of log odds.</summary>
    public ImmutableArray<double> LinearPredictorTicks { get; }

    /// <summary>Makes the scale of a model.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="predictors">Its predictors; together they stand for each of the model's columns once.</param>
    /// <param name="linearPredictors">The log odds of the rows that the model was fitted to; they set the reach of the total axis.</param>
    /// <exception cref="ArgumentException">A column of the model is missing or named twice, or no predictor changes the log odds.</exception>
    public static NomogramScale From(LogisticModel model, IReadOnlyList<NomogramPredictor> predictors, ReadOnlySpan<double> linearPredictors)
    {
        ArgumentNullException.ThrowIfNull(model);
        return From(model.Intercept, model.Names, model.Coefficients, predictors, linearPredictors);
    }

    /// <summary>Makes the scale of a model that is known by its coefficients alone, such as a frozen one.</summary>
    /// <param name="intercept">Its intercept.</param>
    /// <param name="names">Its columns.</param>
    /// <param name="coefficients">One coefficient a column.</param>
    /// <param name="predictors">Its predictors; together they stand for each of the columns once.</param>
    /// <param name="linearPredictors">The log odds of the rows that the model was fitted to; they set the reach of the total axis.</param>
    /// <exception cref="ArgumentException">A column is missing or named twice, or no predictor changes the log odds.</exception>
    public static NomogramScale From(
        double intercept, ImmutableArray<string> names, ImmutableArray<double> coefficients, IReadOnlyList<NomogramPredictor> predictors, ReadOnlySpan<double> linearPredictors)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        string[] named = [.. predictors.SelectMany(predictor => predictor.Columns)];
        string[] wrong = [.. names.Except(named), .. named.Except(names), .. named.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key)];
        if (wrong.Length > 0)
        {
            throw new ArgumentException($"The axes must stand for each column of the model once; missing, unknown or repeated: {string.Join(", ", wrong)}.", nameof(predictors));
        }

        double[][] contributions = [.. predictors.Select(predictor => predictor.Marks.Select(mark => Contribution(names, coefficients, predictor, mark)).ToArray())];
        double reach = contributions.Max(axis => axis.Max() - axis.Min());
        if (!(reach > 0))
        {
            throw new ArgumentException("No predictor changes the log odds over its marks, so there is nothing to give points for.", nameof(predictors));
        }

        double pointsPerUnit = Longest / reach;
        ImmutableArray<NomogramAxis> axes =
        [
            .. predictors.Select((predictor, p) => new NomogramAxis(
                predictor,
                [.. predictor.Columns.Select(column => coefficients[names.IndexOf(column)])],
                contributions[p].Min(),
                pointsPerUnit,
                [.. predictor.Marks.Select((mark, m) => new NomogramTick(mark.Label, mark.Values, contributions[p][m], (contributions[p][m] - contributions[p].Min()) * pointsPerUnit))])),
        ];
        double origin = intercept + axes.Sum(axis => axis.LeastContribution);
        double[] lpTicks = PrettyTicks.Covering(Least(linearPredictors), -Least([.. linearPredictors.ToArray().Select(value => -value)]), Intervals);
        double most = axes.Length == 1 ? Longest : Math.Max(Longest, pointsPerUnit * (lpTicks[^1] - origin));
        return new NomogramScale(axes, pointsPerUnit, origin, [.. PrettyTicks.Covering(0, most, Intervals)], [.. lpTicks]);
    }

    /// <summary>The total points of a row.</summary>
    /// <param name="row">One value a column, in the order of the axes' columns.</param>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    public double TotalPoints(ReadOnlySpan<double> row)
    {
        double total = 0;
        int place = 0;
        foreach (NomogramAxis axis in Axes)
        {
            int width = axis.Coefficients.Length;
            if (place + width > row.Length)
            {
                throw new ArgumentException($"The row has {row.Length} values, the axes stand for {Axes.Sum(each => each.Coefficients.Length)} columns.", nameof(row));
            }

            total += axis.Points(row.Slice(place, width));
            place += width;
        }

        return place == row.Length ? total : throw new ArgumentException($"The row has {row.Length} values, the axes stand for {place} columns.", nameof(row));
    }

    /// <summary>The log odds of total points.</summary>
    public double LinearPredictor(double totalPoints) => Origin + (totalPoints / PointsPerUnit);

    /// <summary>The probability of the event for total points, within [0, 1].</summary>
    public double Probability(double totalPoints) => LogisticFunction.Probability(LinearPredictor(totalPoints));

    /// <summary>The total points at which the log odds reach a value.</summary>
    public double PointsOfLinearPredictor(double linearPredictor) => (linearPredictor - Origin) * PointsPerUnit;

    /// <summary>The total points at which the probability reaches a value.</summary>
    /// <param name="probability">Within (0, 1).</param>
    public double PointsOfProbability(double probability) => PointsOfLinearPredictor(LogisticFunction.Logit(probability));

    private static double Contribution(ImmutableArray<string> names, ImmutableArray<double> coefficients, NomogramPredictor predictor, NomogramMark mark)
    {
        double sum = 0;
        for (int c = 0; c < predictor.Columns.Length; c++)
        {
            sum += coefficients[names.IndexOf(predictor.Columns[c])] * mark.Values[c];
        }

        return sum;
    }

    private static double Least(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity;
        foreach (double value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }
}
