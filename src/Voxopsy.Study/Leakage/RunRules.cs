using System.Collections.Immutable;
using System.Globalization;

namespace Voxopsy.Study.Leakage;

/// <summary>Who was judged by what was fitted on whom, read from the records of a run.</summary>
internal static class RunRules
{
    internal static ImmutableArray<LeakRule> Of(RunRecords run, string development) =>
    [
        JudgedByOthers(run, development), SidesOfFolds(run, development), Cohorts(run), FrozenFirst(run), Thresholds(run, development), Openings(run), Tried(run),
        .. run.Features.Where(set => set.Key != "clinical").Select(set => Duplicates(set.Key, set.Value, run.HeldOut)),
    ];

    private static LeakRule JudgedByOthers(RunRecords run, string development)
    {
        string[] wrong = [.. run.Predictions
            .Where(row => row.Cohort == development && !(run.HeldOut.TryGetValue(row.Fold, out ImmutableArray<string> held) && held.Contains(row.Case)))
            .Select(row => $"{row.Case} in fold {row.Fold} by {row.Model}")];
        int judged = run.Predictions.Count(row => row.Cohort == development);
        return Rule("each case of the development cohort is judged by a fold that held it out", wrong, string.Create(CultureInfo.InvariantCulture, $"{judged} predictions in {run.HeldOut.Count} folds"));
    }

    private static LeakRule SidesOfFolds(RunRecords run, string development)
    {
        Dictionary<string, string> patientOf = [];
        foreach (FeatureRow row in run.Features.Values.SelectMany(rows => rows).Where(row => row.Cohort == development))
        {
            patientOf.TryAdd(row.Case, row.Patient);
        }

        List<string> wrong = [];
        foreach ((string fold, ImmutableArray<string> held) in run.HeldOut)
        {
            HashSet<string> heldCases = [.. held];
            HashSet<string> heldPatients = [.. held.Select(found => patientOf.GetValueOrDefault(found, found))];
            wrong.AddRange(patientOf.Where(pair => !heldCases.Contains(pair.Key) && heldPatients.Contains(pair.Value)).Select(pair => $"patient {pair.Value} on both sides of fold {fold}"));
            if (patientOf.Count > 0 && run.Training[fold] + held.Length > patientOf.Count)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"fold {fold} teaches {run.Training[fold]} and judges {held.Length} of {patientOf.Count} cases"));
            }
        }

        return Rule("no patient teaches and judges in one fold", [.. wrong.Distinct()], string.Create(CultureInfo.InvariantCulture, $"{patientOf.Values.Distinct().Count()} patients"));
    }

    private static LeakRule Cohorts(RunRecords run)
    {
        string[] wrong = [.. run.Features.Values.SelectMany(rows => rows).GroupBy(row => row.Patient)
            .Where(patient => patient.Select(row => row.Cohort).Distinct().Count() > 1)
            .Select(patient => $"patient {patient.Key} in {string.Join(" and ", patient.Select(row => row.Cohort).Distinct())}")];
        return Rule("no patient is in two cohorts", wrong, $"cohorts {string.Join(", ", run.Predictions.Select(row => row.Cohort).Distinct())}");
    }

    private static LeakRule FrozenFirst(RunRecords run)
    {
        List<string> wrong = [];
        HashSet<string> frozen = [];
        foreach ((string name, string models, string cohort) in run.Log)
        {
            if (name == "frozen")
            {
                frozen.Add(models);
            }
            else if (name == "sealed cohort opened" && !frozen.Contains(models))
            {
                wrong.Add($"cohort {cohort} opened before its models were frozen");
            }
        }

        wrong.AddRange(run.Openings.Where(opening => opening.Models != run.Frozen).Select(opening => $"cohort {opening.Cohort} judged by other models than the frozen ones"));
        return Rule("models are frozen before a sealed cohort is opened", [.. wrong], string.Create(CultureInfo.InvariantCulture, $"{run.Openings.Length} sealed cohorts"));
    }

    private static LeakRule Thresholds(RunRecords run, string development) => Rule(
        "thresholds are learned in training",
        [.. run.Thresholds.Where(threshold => threshold.LearnedOn != development).Select(threshold => $"{threshold.Model} on {threshold.Cohort} uses a threshold of {threshold.LearnedOn}")],
        string.Create(CultureInfo.InvariantCulture, $"{run.Thresholds.Length} thresholds, all of {development}"));

    private static LeakRule Openings(RunRecords run)
    {
        string[] several = [.. run.Openings.Where(opening => opening.Count > 1).Select(opening => string.Create(CultureInfo.InvariantCulture, $"{opening.Cohort}: {opening.Count} times"))];
        return new LeakRule(
            "a sealed cohort is opened once",
            several.Length > 0 ? LeakVerdict.Told : LeakVerdict.Kept,
            several.Length > 0 ? string.Join("; ", several) + "; models that were changed after an opening have seen its result" : "each once");
    }

    private static LeakRule Tried(RunRecords run) => Rule(
        "the number of models tried is told",
        run.Tried.Evaluation >= run.Tried.Listed && run.Tried.Evaluation == run.Tried.Provenance
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"evaluation says {run.Tried.Evaluation}, provenance {run.Tried.Provenance}, listed are {run.Tried.Listed}")],
        string.Create(CultureInfo.InvariantCulture, $"{run.Tried.Evaluation} tried, {run.Tried.Listed} listed"));

    private static LeakRule Duplicates(string set, ImmutableArray<FeatureRow> rows, ImmutableSortedDictionary<string, ImmutableArray<string>> folds)
    {
        ImmutableArray<DuplicatePair> pairs = FeatureDuplicates.Find(rows);
        return Rule(
            $"no lesion stands under two names ({set})",
            [.. pairs.Select(pair => $"{pair.A.Case} of {pair.A.Cohort} and {pair.B.Case} of {pair.B.Cohort}{Side(pair, folds)}{(pair.Distance == 0 ? ", equal" : string.Empty)}")],
            string.Create(CultureInfo.InvariantCulture, $"{rows.Length} cases compared"));
    }

    private static string Side(DuplicatePair pair, ImmutableSortedDictionary<string, ImmutableArray<string>> folds) =>
        pair.A.Cohort != pair.B.Cohort ? " (one teaches, the other judges)"
        : folds.Values.Any(held => held.Contains(pair.A.Case) != held.Contains(pair.B.Case)) ? " (on both sides of a fold)" : string.Empty;

    private static LeakRule Rule(string rule, string[] wrong, string kept) => new(
        rule,
        wrong.Length == 0 ? LeakVerdict.Kept : LeakVerdict.Broken,
        wrong.Length == 0 ? kept : string.Join("; ", wrong.Take(5)) + (wrong.Length > 5 ? string.Create(CultureInfo.InvariantCulture, $"; and {wrong.Length - 5} more") : string.Empty));
}
