using System.Collections.Immutable;

namespace Voxopsy.Statistics.Nomogram;

/// <summary>A mark with its points.</summary>
/// <param name="Label">What is written there.</param>
/// <param name="Values">The values of the predictor's model columns there.</param>
/// <param name="Contribution">Σ coefficient × value: its part of the log odds.</param>
/// <param name="Points">Its points, within [0, 100].</param>
public sealed record NomogramTick(string Label, ImmutableArray<double> Values, double Contribution, double Points);

/// <summary>The axis of one predictor: from its values to points.</summary>
/// <param name="Predictor">What the axis stands for.</param>
/// <param name="Coefficients">The model's coefficients of its columns.</param>
/// <param name="LeastContribution">The smallest contribution over the marks; it earns 0 points.</param>
/// <param name="PointsPerUnit">Points for one unit of log odds, the same on all axes.</param>
/// <param name="Ticks">The marks with their points.</param>
public sealed record NomogramAxis(
    NomogramPredictor Predictor, ImmutableArray<double> Coefficients, double LeastContribution, double PointsPerUnit, ImmutableArray<NomogramTick> Ticks)
{
    /// <summary>Gets the name of the axis.</summary>
    public string Name => Predictor.Name;

    /// <summary>The points of a value; negative or above 100 beyond the axis.</summary>
    /// <param name="values">The values of the predictor's model columns.</param>
    /// <exception cref="ArgumentException">There is another number of columns.</exception>
    public double Points(ReadOnlySpan<double> values)
    {
        if (values.Length != Coefficients.Length)
        {
            throw new ArgumentException($"Axis '{Name}' stands for {Coefficients.Length} columns, found {values.Length} values.", nameof(values));
        }

        double contribution = 0;
        for (int c = 0; c < values.Length; c++)
        {
            contribution += Coefficients[c] * values[c];
        }

        return (contribution - LeastContribution) * PointsPerUnit;
    }
}
