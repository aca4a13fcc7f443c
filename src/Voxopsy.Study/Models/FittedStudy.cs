using System.Collections.Immutable;
using Voxopsy.Study.Evaluations;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>All fits of a study: those of the folds, and the frozen models.</summary>
/// <param name="Study">The study.</param>
/// <param name="Folds">The divisions.</param>
/// <param name="FoldFits">The fits, one a division.</param>
/// <param name="Final">The frozen models.</param>
internal sealed record FittedStudy(StudyDefinition Study, ImmutableArray<Fold> Folds, ImmutableArray<FoldFit> FoldFits, ImmutableArray<ModelFit> Final)
{
    /// <summary>Predictions of every model for every cohort, none for a case it learned from; models in order, development first.</summary>
    internal ImmutableArray<CohortPredictions> Predictions(PreparedStudy prepared)
    {
        List<CohortPredictions> all = [];
        for (int model = 0; model < Final.Length; model++)
        {
            all.Add(Development(prepared.Tables[0], model));
        }

        foreach (CaseTable external in prepared.Tables.Skip(1))
        {
            HeldOutSet judged = Split.External(external);
            ImmutableArray<double[]> scores = ModelFitter.Predict(Final.Select(fit => fit.Model), judged.Features);
            double shift = PrevalenceShift(prepared.Tables[0], Study.Cohorts.First(cohort => cohort.Name == external.Cohort).Prevalence);
            for (int model = 0; model < Final.Length; model++)
            {
                double threshold = Final[model].Model.Threshold;
                ImmutableArray<double> probabilities = [.. scores[model].Select(score => LinearModel.Probability(score + shift))];
                all.Add(new CohortPredictions(
                    Final[model].Model.Name,
                    external.Cohort,
                    EvaluationKind.External,
                    external.Features.Subjects,
                    external.Outcomes,
                    [new RepeatPredictions([.. probabilities.Select(_ => "external")], probabilities, [.. probabilities.Select(probability => probability >= threshold)])],
                    threshold));
            }
        }

        return [.. all];
    }

    /// <summary>What a declared prevalence adds to the log odds of a cohort; its outcomes have no part in it.</summary>
    private double PrevalenceShift(CaseTable development, double declared)
    {
        if (double.IsNaN(declared))
        {
            return 0;
        }

        TrainingSet taught = Study.Validation.Scheme == ValidationScheme.Holdout ? Folds[0].Training : Split.Whole(development);
        double trained = (double)taught.Events / taught.Outcomes.Length;
        return Math.Log(declared / (1 - declared)) - Math.Log(trained / (1 - trained));
    }

    private CohortPredictions Development(CaseTable development, int model)
    {
        // A hold-out split judges its test part only; every other scheme judges each case once a repeat.
        int[] rows = Study.Validation.Scheme == ValidationScheme.Holdout ? [.. Folds[0].HeldOut.Rows] : [.. Enumerable.Range(0, development.Outcomes.Length)];
        Dictionary<int, int> placeOf = rows.Select((row, place) => (row, place)).ToDictionary(pair => pair.row, pair => pair.place);
        List<RepeatPredictions> repeats = [];
        foreach (IGrouping<int, int> repeat in Enumerable.Range(0, Folds.Length).GroupBy(i => Folds[i].Repeat))
        {
            string[] names = new string[rows.Length];
            double[] probabilities = new double[rows.Length];
            bool[] positive = new bool[rows.Length];
            foreach (int i in repeat)
            {
                FoldModel fit = FoldFits[i].Models[model];
                for (int k = 0; k < Folds[i].HeldOut.Rows.Length; k++)
                {
                    int place = placeOf[Folds[i].HeldOut.Rows[k]];
                    names[place] = Folds[i].Name;
                    probabilities[place] = fit.Probabilities[k];
                    positive[place] = fit.Probabilities[k] >= fit.Threshold;
                }
            }

            repeats.Add(new RepeatPredictions([.. names], [.. probabilities], [.. positive]));
        }

        return new CohortPredictions(
            Final[model].Model.Name,
            development.Cohort,
            Study.Validation.Scheme == ValidationScheme.Holdout ? EvaluationKind.HeldOut : EvaluationKind.OutOfFold,
            [.. rows.Select(row => development.Features.Subjects[row])],
            [.. rows.Select(row => development.Outcomes[row])],
            [.. repeats],
            Final[model].Model.Threshold);
    }
}
