using System.Collections.Immutable;

namespace Voxopsy.Deep.Training;

/// <summary>Mean and standard deviation of each clinical variable over the training cases; what is unknown takes the mean.</summary>
/// <param name="Means">Means.</param>
/// <param name="Deviations">Standard deviations; 1 for a variable that does not vary.</param>
public sealed record ClinicalScale(ImmutableArray<double> Means, ImmutableArray<double> Deviations)
{
    /// <summary>Learns from training cases only.</summary>
    internal static ClinicalScale Fit(IReadOnlyList<TrainingExample> training)
    {
        int count = training[0].Clinical.Length;
        double[] means = new double[count];
        double[] deviations = new double[count];
        for (int variable = 0; variable < count; variable++)
        {
            double[] known = [.. training.Select(example => example.Clinical[variable]).Where(double.IsFinite)];
            means[variable] = known.Length == 0 ? 0 : known.Average();
            double variance = known.Length == 0 ? 0 : known.Average(value => (value - means[variable]) * (value - means[variable]));
            deviations[variable] = variance > 0 ? Math.Sqrt(variance) : 1;
        }

        return new ClinicalScale([.. means], [.. deviations]);
    }

    internal float Scaled(ImmutableArray<double> values, int variable) =>
        double.IsFinite(values[variable]) ? (float)((values[variable] - Means[variable]) / Deviations[variable]) : 0;
}
