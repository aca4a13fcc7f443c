using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Models;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Leakage;

/// <summary>The whole chain of a study on outcomes dealt out anew: where nothing leaks it finds nothing.</summary>
/// <remarks>The area is the mean over held-out parts, not that of pooled scores, which is biased below 0.5 where folds differ in prevalence.</remarks>
internal sealed class PermutationTest(StudyDefinition study, PreparedStudy prepared)
{
    /// <summary>One entry a model of the study.</summary>
    internal ImmutableArray<PermutationResult> Run(int permutations, int jobs, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        double[][] areas = new double[permutations + 1][];
        int done = 0;
        progress.Report(new StageProgress("permutations", 0, permutations + 1, 0, "permutation"));
        Parallel.For(0, permutations + 1, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, i =>
        {
            SeededRandom random = new SeededRandom(study.Seed).For(string.Create(CultureInfo.InvariantCulture, $"permutation {i}"));
            areas[i] = Areas(i == 0 ? prepared.Tables[0] : Shuffled(prepared.Tables[0], random), random);
            progress.Report(new StageProgress("permutations", Interlocked.Increment(ref done), permutations + 1, 0, "permutation"));
        });

        return [.. study.Models.Select((model, position) =>
        {
            double observed = areas[0][position];
            double[] shuffled = [.. areas.Skip(1).Select(ofModels => ofModels[position])];
            double mean = shuffled.Average();
            double deviation = Math.Sqrt(shuffled.Sum(area => (area - mean) * (area - mean)) / Math.Max(1, shuffled.Length - 1));
            return new PermutationResult(
                model.Name, observed, mean, deviation / Math.Sqrt(shuffled.Length), shuffled.Max(), (1.0 + shuffled.Count(area => area >= observed)) / (1 + shuffled.Length));
        })];
    }

    /// <summary>Outcomes change patients, so that rows of one patient keep one outcome; patients with several outcomes exchange rows.</summary>
    internal static CaseTable Shuffled(CaseTable cases, SeededRandom random)
    {
        string[] patients = [.. cases.Patients.Distinct()];
        Dictionary<string, bool[]> own = patients.ToDictionary(patient => patient, patient => Enumerable.Range(0, cases.Outcomes.Length).Where(row => cases.Patients[row] == patient).Select(row => cases.Outcomes[row]).Distinct().ToArray());
        bool[] outcomes = [.. cases.Outcomes];
        if (own.Values.All(values => values.Length == 1))
        {
            bool[] dealt = [.. patients.Select(patient => own[patient][0])];
            random.Shuffle<bool>(dealt);
            Dictionary<string, bool> given = patients.Zip(dealt).ToDictionary(pair => pair.First, pair => pair.Second);
            outcomes = [.. cases.Patients.Select(patient => given[patient])];
        }
        else
        {
            random.Shuffle<bool>(outcomes);
        }

        return cases with { Outcomes = [.. outcomes], Strata = [.. outcomes.Zip(cases.Centers, (outcome, center) => (outcome ? "1|" : "0|") + center)] };
    }

    private double[] Areas(CaseTable cases, SeededRandom random)
    {
        ModelFitter fitter = new(study, prepared.Catalog);
        ImmutableArray<Fold> folds = study.Validation.Scheme == ValidationScheme.Holdout
            ? [Split.Holdout(cases, study.Validation.TestFraction, random.For("split"))]
            : Split.KFold(cases, Math.Max(2, study.Validation.Folds), 1, random.For("split"));
        double[] sums = new double[study.Models.Length];
        int judged = 0;
        foreach (Fold fold in folds)
        {
            bool[] outcomes = [.. fold.HeldOut.Rows.Select(row => cases.Outcomes[row])];
            if (!outcomes.Contains(true) || !outcomes.Contains(false))
            {
                continue;
            }

            judged++;
            ImmutableArray<double[]> scores = ModelFitter.Predict(fitter.Fit(fold.Training, random.For("fit " + fold.Name)).Select(fit => fit.Model), fold.HeldOut.Features);
            for (int model = 0; model < sums.Length; model++)
            {
                sums[model] += AreaUnderCurve.Value(scores[model], outcomes);
            }
        }

        return [.. sums.Select(sum => sum / judged)];
    }
}

/// <summary>A model on outcomes dealt out anew.</summary>
/// <param name="Model">The model.</param>
/// <param name="Observed">Mean area over held-out parts with the true outcomes.</param>
/// <param name="Mean">Mean of that area over permutations: 0.5 where nothing leaks.</param>
/// <param name="StandardError">Standard error of the mean.</param>
/// <param name="Largest">The largest area of a permutation.</param>
/// <param name="P">Share of permutations, the true outcomes counted as one, whose area is at least the observed.</param>
public sealed record PermutationResult(string Model, double Observed, double Mean, double StandardError, double Largest, double P)
{
    /// <summary>Gets whether models find something where there is nothing: a mean more than three standard errors and 0.02 above 0.5.</summary>
    public bool IsLeak => Mean - 0.5 > Math.Max(0.02, 3 * StandardError);
}
