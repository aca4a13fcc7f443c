namespace Voxopsy.Statistics.Planning;

/// <summary>Fewest patients to develop a prediction model of a binary outcome.</summary>
/// <param name="LargestCoxSnell">Largest Cox-Snell R² that the outcome's prevalence allows.</param>
/// <param name="ForShrinkage">Patients for the wanted shrinkage factor, not rounded.</param>
/// <param name="ShrinkageForOptimism">Shrinkage that keeps the optimism in Nagelkerke's R² within 0.05.</param>
/// <param name="ForOptimism">Patients for that shrinkage, not rounded.</param>
/// <param name="ForIntercept">Patients that estimate the overall risk within the margin, not rounded.</param>
/// <param name="Patients">The largest of the three, each rounded up.</param>
/// <param name="EventsPerParameter">Events among them for each candidate parameter.</param>
/// <remarks>Source: Riley 2020 (BMJ 368:m441) and 2019 (Statistics in Medicine 38:1276).</remarks>
public sealed record PredictionModelSampleSize(
    double LargestCoxSnell,
    double ForShrinkage,
    double ShrinkageForOptimism,
    double ForOptimism,
    double ForIntercept,
    int Patients,
    double EventsPerParameter)
{
    private const double Optimism = 0.05;

    /// <summary>Computes the three criteria.</summary>
    /// <param name="parameters">Candidate parameters, at least 1: each category beyond the first and each spline term counts.</param>
    /// <param name="prevalence">Expected share of events, in (0, 1).</param>
    /// <param name="coxSnell">Expected Cox-Snell R² of the model, above 0 and below the largest one possible.</param>
    /// <param name="shrinkage">Wanted shrinkage factor, 0.9 by custom.</param>
    /// <param name="margin">Wanted margin of the overall risk, 0.05 by custom.</param>
    /// <exception cref="ArgumentException">A number lies outside its range.</exception>
    public static PredictionModelSampleSize Binary(
        int parameters, double prevalence, double coxSnell, double shrinkage = 0.9, double margin = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        if (prevalence is not (> 0 and < 1))
        {
            throw new ArgumentException($"The share of events lies in (0, 1), found {prevalence:G6}.", nameof(prevalence));
        }

        double logLikelihood = (prevalence * Math.Log(prevalence)) + ((1 - prevalence) * Math.Log(1 - prevalence));
        double largest = 1 - Math.Exp(2 * logLikelihood);
        if (!(coxSnell > 0 && coxSnell < largest && coxSnell < shrinkage))
        {
            throw new ArgumentException(
                $"A Cox-Snell R² of {coxSnell:G6} cannot be: at {prevalence:G6} events it lies between 0 and {largest:G4}.", nameof(coxSnell));
        }

        double first = parameters / ((shrinkage - 1) * Math.Log(1 - (coxSnell / shrinkage)));
        double needed = coxSnell / (coxSnell + (Optimism * largest));
        double second = parameters / ((needed - 1) * Math.Log(1 - (coxSnell / needed)));
        double third = 1.96 / margin * (1.96 / margin) * prevalence * (1 - prevalence);
        int patients = (int)Math.Max(Math.Ceiling(first), Math.Max(Math.Ceiling(second), Math.Ceiling(third)));
        return new PredictionModelSampleSize(largest, first, needed, second, third, patients, patients * prevalence / parameters);
    }
}
