using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Study.Models;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Findings;

/// <summary>What a careful reader should know, found by rules that look at the result and change nothing.</summary>
internal static class FindingRules
{
    internal static ImmutableArray<Finding> Find(StudyDefinition study, PreparedStudy prepared, FittedStudy fitted, StudyResult result)
    {
        List<Finding> findings = [];
        if (study.Simulated)
        {
            findings.Add(Say(FindingCode.SimulatedCohort));
        }

        int aside = result.Flow.SetAside.Length;
        if (aside > 0)
        {
            findings.Add(Say(FindingCode.CasesSetAside, ("count", Text(aside))));
        }

        findings.AddRange(study.Cohorts.Where(cohort => !double.IsNaN(cohort.Prevalence)).Select(cohort => Say(FindingCode.PrevalenceDeclared, ("cohort", cohort.Name), ("prevalence", Text(cohort.Prevalence)))));
        findings.AddRange(AddedSources(study, result));
        findings.AddRange(Performance(result));
        findings.AddRange(Fits(prepared, fitted, result));
        findings.AddRange(Columns(prepared));
        if (result.Models.Any(model => model.Cohorts.Any(cohort => cohort.Evaluation == EvaluationKind.OutOfFold)))
        {
            findings.Add(Say(FindingCode.PooledFoldsBias));
        }

        return [.. findings];
    }

    /// <summary>Pairs of models where one has all sources of the other and more: did more help?</summary>
    private static IEnumerable<Finding> AddedSources(StudyDefinition study, StudyResult result)
    {
        foreach (ComparisonResult comparison in result.Comparisons)
        {
            ImmutableHashSet<string> a = Leaves(study, comparison.A);
            ImmutableHashSet<string> b = Leaves(study, comparison.B);
            bool forward = a.IsProperSupersetOf(b);
            if (!forward && !b.IsProperSupersetOf(a))
            {
                continue;
            }

            double sign = forward ? 1 : -1;
            double delta = sign * comparison.DeltaAuc.Value;
            double lower = forward ? comparison.DeltaAuc.Lower : -comparison.DeltaAuc.Upper;
            double upper = forward ? comparison.DeltaAuc.Upper : -comparison.DeltaAuc.Lower;
            string larger = forward ? comparison.A : comparison.B;
            string smaller = forward ? comparison.B : comparison.A;
            string added = string.Join(", ", (forward ? a.Except(b) : b.Except(a)).Order(StringComparer.Ordinal));
            yield return Say(
                lower > 0 ? FindingCode.AddsSomething : FindingCode.AddsLittle,
                ("model", larger), ("baseline", smaller), ("added", added), ("delta", Text(delta)), ("lower", Text(lower)), ("upper", Text(upper)), ("cohort", comparison.Cohort));
        }
    }

    /// <summary>What a model is made of in the end, other models resolved; the single clinical variables stand for <c>clinical</c>.</summary>
    private static ImmutableHashSet<string> Leaves(StudyDefinition study, string name) => [.. study.Models.First(model => model.Name == name).From
        .SelectMany(source => source.StartsWith("models.", StringComparison.Ordinal)
            ? Leaves(study, source["models.".Length..])
            : source == "clinical" ? study.Clinical.Select(variable => "clinical." + variable.Name) : [source])];

    private static IEnumerable<Finding> Performance(StudyResult result)
    {
        foreach (ModelResult model in result.Models)
        {
            CohortEvaluation development = model.Cohorts[0];
            foreach (CohortEvaluation cohort in model.Cohorts)
            {
                if (cohort.Auc.Lower <= 0.5)
                {
                    yield return Say(
                        FindingCode.NoBetterThanChance,
                        ("model", model.Name), ("cohort", cohort.Name), ("auc", Text(cohort.Auc.Value)), ("lower", Text(cohort.Auc.Lower)), ("upper", Text(cohort.Auc.Upper)));
                }

                Estimate slope = cohort.Calibration.Slope;
                if (slope.Upper < 1 || slope.Lower > 1)
                {
                    yield return Say(
                        FindingCode.Miscalibrated,
                        ("model", model.Name), ("cohort", cohort.Name), ("slope", Text(slope.Value)), ("lower", Text(slope.Lower)), ("upper", Text(slope.Upper)));
                }

                if (cohort.Evaluation == EvaluationKind.External && cohort.Auc.Value < development.Auc.Lower)
                {
                    yield return Say(
                        FindingCode.DropsOutside,
                        ("model", model.Name), ("cohort", cohort.Name), ("development", Text(development.Auc.Value)), ("external", Text(cohort.Auc.Value)));
                }
            }
        }
    }

    private static IEnumerable<Finding> Fits(PreparedStudy prepared, FittedStudy fitted, StudyResult result)
    {
        CaseTable development = prepared.Tables[0];
        int events = Math.Min(development.Outcomes.Count(outcome => outcome), development.Outcomes.Count(outcome => !outcome));
        for (int i = 0; i < result.Models.Length; i++)
        {
            ModelResult model = result.Models[i];
            int index = i;
            if (model.Kind is not (ModelKind.Signature or ModelKind.Classifier) && model.Candidates * 10 > events && model.Sources.All(source => !source.StartsWith("models.", StringComparison.Ordinal)))
            {
                yield return Say(FindingCode.FewEvents, ("model", model.Name), ("events", Text(events)), ("parameters", Text(model.Candidates)));
            }

            if (fitted.Final[i].LimitedTo > 0)
            {
                yield return Say(FindingCode.SelectionLimited, ("model", model.Name), ("limit", Text(fitted.Final[i].LimitedTo)));
            }

            string[] separating = [.. fitted.FoldFits.SelectMany(fold => fold.Models[index].Separating).Concat(fitted.Final[i].Separating).Distinct().Order(StringComparer.Ordinal)];
            foreach (string column in separating)
            {
                yield return Say(FindingCode.Separation, ("model", model.Name), ("column", column));
            }

            if (fitted.Final[i].Selection.Any(step => step.Step == LogisticFit.FirthStep))
            {
                yield return Say(FindingCode.FirthUsed, ("model", model.Name));
            }

            int empty = fitted.FoldFits.Count(fold => fold.Models[index].Columns.IsEmpty) + (fitted.Final[i].Model.Columns.IsEmpty ? 1 : 0);
            if (empty > 0)
            {
                yield return Say(FindingCode.EmptySelection, ("model", model.Name), ("fits", Text(empty)), ("of", Text(fitted.FoldFits.Length + 1)));
            }

            if (!model.SelectionShares.IsEmpty && model.Features > 0)
            {
                double[] shares = [.. fitted.Final[i].Model.Columns
                    .Select(column => model.SelectionShares.FirstOrDefault(share => share.Feature == column)?.Share ?? 0)
                    .Order()];
                double median = (shares[(shares.Length - 1) / 2] + shares[shares.Length / 2]) / 2;
                if (median < 0.6)
                {
                    yield return Say(FindingCode.UnstableSelection, ("model", model.Name), ("share", Text(median)));
                }
            }
        }
    }

    private static IEnumerable<Finding> Columns(PreparedStudy prepared)
    {
        CaseTable development = prepared.Tables[0];
        int patients = development.Patients.Distinct().Count();
        if (patients < development.Patients.Length)
        {
            yield return Say(FindingCode.GroupedPatients, ("patients", Text(patients)), ("cases", Text(development.Patients.Length)));
        }

        foreach (string set in prepared.Sets)
        {
            FeatureTable own = development.Features.Select(development.Features.Features.Where(feature => feature.Name.StartsWith(set + ".", StringComparison.Ordinal)));
            FeatureId[] constant = [.. own.Features.Where(feature => !DropConstant.Varies(own[feature]))];
            if (constant.Length > 0)
            {
                yield return Say(FindingCode.ConstantColumns, ("source", set), ("count", Text(constant.Length)), ("examples", Examples(constant.Select(feature => feature.Name), set)));
            }

            (FeatureId Copy, FeatureId Original)[] copies = [.. DropDuplicates.Copies(own).Where(pair => DropConstant.Varies(own[pair.Copy]))];
            if (copies.Length > 0)
            {
                yield return Say(FindingCode.DuplicateColumns, ("source", set), ("count", Text(copies.Length)), ("examples", Examples(copies.Select(pair => $"{pair.Copy.Name} = {pair.Original.Name[(set.Length + 1)..]}"), set)));
            }
        }

        foreach (Term term in prepared.Catalog.Clinical)
        {
            int missing = 0;
            foreach (double value in development.Features[term.Columns[0]])
            {
                missing += double.IsNaN(value) ? 1 : 0;
            }

            if (missing > 0)
            {
                yield return Say(FindingCode.ImputedValues, ("column", term.Name), ("count", Text(missing)), ("share", Text((double)missing / development.Outcomes.Length)));
            }
        }

        foreach ((string variable, string level, string cohort, int count) in prepared.Unseen)
        {
            yield return Say(FindingCode.UnseenLevel, ("column", variable), ("level", level), ("cohort", cohort), ("count", Text(count)));
        }

    }

    private static string Examples(IEnumerable<string> names, string set) => string.Join(", ", names.Take(5).Select(name => name[(set.Length + 1)..]));

    private static Finding Say(FindingCode code, params (string Name, string Value)[] arguments) =>
        new(code, arguments.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
