using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Names the columns behind a separating direction.</summary>
internal static class SeparationSearch
{
    internal static Separation Describe(StandardizedDesign design, ReadOnlySpan<double> outcome, ReadOnlySpan<double> direction, IReadOnlyList<string> names)
    {
        double[] along = new double[design.RowCount];
        double largest = 0;
        for (int j = 0; j < design.Count; j++)
        {
            VectorMath.AddScaled(direction[j], design.Column(j), along);
            largest = j == 0 ? 0 : Math.Max(largest, Math.Abs(direction[j]));
        }

        double most = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < along.Length; i++)
        {
            double gain = outcome[i] > 0.5 ? along[i] : -along[i];
            most = Math.Max(most, gain);
            least = Math.Min(least, gain);
        }

        ImmutableArray<int>.Builder columns = ImmutableArray.CreateBuilder<int>();
        for (int j = 1; j < design.Count; j++)
        {
            if (SeparatesAlone(design.Column(j), outcome))
            {
                columns.Add(j);
            }
        }

        if (columns.Count == 0)
        {
            for (int j = 1; j < design.Count; j++)
            {
                if (Math.Abs(direction[j]) > 1e-4 * largest)
                {
                    columns.Add(j);
                }
            }
        }

        double[] weights = direction.ToArray();
        return new Separation(
            least > 1e-3 * most ? SeparationKind.Complete : SeparationKind.QuasiComplete,
            [.. columns.OrderByDescending(j => Math.Abs(weights[j])).Select(j => names[j - 1])]);
    }

    /// <summary>Whether all events lie on one side of all others, touching at most.</summary>
    private static bool SeparatesAlone(ReadOnlySpan<double> column, ReadOnlySpan<double> outcome)
    {
        (double Low, double High) events = (double.PositiveInfinity, double.NegativeInfinity);
        (double Low, double High) others = events;
        for (int i = 0; i < column.Length; i++)
        {
            ref (double Low, double High) side = ref (outcome[i] > 0.5 ? ref events : ref others);
            side = (Math.Min(side.Low, column[i]), Math.Max(side.High, column[i]));
        }

        return events.Low >= others.High || others.Low >= events.High;
    }
}
