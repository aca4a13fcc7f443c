using System.Collections.Immutable;

namespace Voxopsy.Study.Evaluations;

/// <summary>What one model said about the cases of one cohort that it did not learn from.</summary>
/// <param name="Model">The model.</param>
/// <param name="Cohort">The cohort.</param>
/// <param name="Kind">How the predictions came about.</param>
/// <param name="Cases">Identity of each case.</param>
/// <param name="Outcomes">Whether each case has the outcome.</param>
/// <param name="Repeats">One set of predictions a repeat of the validation; one in all without repeats.</param>
/// <param name="Threshold">The frozen model's threshold.</param>
internal sealed record CohortPredictions(
    string Model,
    string Cohort,
    Results.EvaluationKind Kind,
    ImmutableArray<string> Cases,
    ImmutableArray<bool> Outcomes,
    ImmutableArray<RepeatPredictions> Repeats,
    double Threshold)
{
    /// <summary>The mean probability of each case over repeats.</summary>
    internal double[] MeanProbabilities()
    {
        double[] mean = new double[Cases.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            double sum = 0;
            foreach (RepeatPredictions repeat in Repeats)
            {
                sum += repeat.Probabilities[i];
            }

            mean[i] = sum / Repeats.Length;
        }

        return mean;
    }
}

/// <summary>One prediction a case, with the fold it came from and the threshold of that fold's model.</summary>
/// <param name="Folds">Name of the fold of each case.</param>
/// <param name="Probabilities">Probability of each case.</param>
/// <param name="Positive">Whether the fold's own threshold calls the case positive.</param>
internal sealed record RepeatPredictions(ImmutableArray<string> Folds, ImmutableArray<double> Probabilities, ImmutableArray<bool> Positive);
