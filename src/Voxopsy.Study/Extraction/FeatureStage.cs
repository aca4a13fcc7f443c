using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>The radiomics of every case: parallel over cases, each case on its own, a broken one never costs the others.</summary>
internal sealed class FeatureStage(StudyDefinition study, int jobs, IProgress<StageProgress> progress)
{
    /// <summary>One table with a row a case that could be read, in the order of the cohorts; the others are in <paramref name="problems"/>.</summary>
    internal FeatureTable? Compute(FeatureSetDefinition set, ImmutableArray<Cohort> cohorts, ArtifactCache cache, List<Problem> problems, CancellationToken cancellation)
    {
        RegionFeatures region = new(study, set);
        (Cohort Cohort, Case Case)[] work = [.. cohorts.SelectMany(cohort => cohort.Cases.Select(found => (cohort, found)))];
        (CaseFeatures? Features, List<Problem> Problems)[] results = ForEach($"features {set.Name}", work, (cohort, found, files) =>
        {
            string key = region.Key(files);
            CaseFeatures? features = cache.Find<CaseFeatures>("features", key);
            if (features is null)
            {
                features = region.Compute(files);
                cache.Store("features", key, features);
            }

            return features;
        }, region, set, cancellation);

        problems.AddRange(results.SelectMany(result => result.Problems));
        List<string> subjects = [];
        List<CaseFeatures> rows = [];
        for (int i = 0; i < work.Length; i++)
        {
            if (results[i].Features is { } features)
            {
                subjects.Add(work[i].Cohort.Name + "\n" + work[i].Case.Id);
                rows.Add(features);
            }
        }

        return rows.Count == 0 ? null : Table(set, [.. subjects], rows);
    }

    /// <summary>One row a case. A filter that does not fit into a small region gives no values there: those are missing, not the case.</summary>
    internal static FeatureTable Table(FeatureSetDefinition set, ImmutableArray<string> subjects, List<CaseFeatures> rows)
    {
        CaseFeatures widest = rows.MaxBy(row => row.Names.Length)!;
        string[] names = [.. widest.Names.Concat(rows.SelectMany(row => row.Names)).Distinct()];
        double[][] columns = [.. names.Select(_ => new double[rows.Count])];
        for (int row = 0; row < rows.Count; row++)
        {
            bool same = rows[row].Names.AsSpan().SequenceEqual(names);
            Dictionary<string, int>? places = same ? null : rows[row].Names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place);
            for (int column = 0; column < names.Length; column++)
            {
                columns[column][row] = same ? rows[row].Values[column]
                    : places!.TryGetValue(names[column], out int place) ? rows[row].Values[place] : double.NaN;
            }
        }

        return new FeatureTable(subjects, [.. names.Select(name => new FeatureId($"{set.Name}.{name}"))], columns);
    }

    /// <summary>Reads what a computation would read and tells every problem.</summary>
    internal void Inspect(FeatureSetDefinition set, ImmutableArray<Cohort> cohorts, PlacementRecorder recorder, List<Problem> problems, CancellationToken cancellation)
    {
        RegionFeatures region = new(study, set);
        (Cohort Cohort, Case Case)[] work = [.. cohorts.SelectMany(cohort => cohort.Cases.Select(found => (cohort, found)))];
        problems.AddRange(ForEach($"check {set.Name}", work, (cohort, found, files) =>
        {
            region.Inspect(cohort, found, files, recorder);
            return new CaseFeatures([], []);
        }, region, set, cancellation).SelectMany(result => result.Problems));
    }

    private (CaseFeatures? Features, List<Problem> Problems)[] ForEach(
        string stage,
        (Cohort Cohort, Case Case)[] work,
        Func<Cohort, Case, ImmutableArray<string>, CaseFeatures> compute,
        RegionFeatures region,
        FeatureSetDefinition set,
        CancellationToken cancellation)
    {
        (CaseFeatures?, List<Problem>)[] results = new (CaseFeatures?, List<Problem>)[work.Length];
        int done = 0;
        int failed = 0;
        progress.Report(new StageProgress(stage, 0, work.Length, 0, "case"));
        ParallelOptions options = new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        Parallel.For(0, work.Length, options, i =>
        {
            (Cohort cohort, Case found) = work[i];
            ImmutableArray<string> files = region.Files(cohort, found);
            List<Problem> problems = [.. CaseProblem.Missing(set, cohort, found, files)];
            CaseFeatures? features = null;
            if (problems.Count == 0)
            {
                try
                {
                    features = compute(cohort, found, files);
                }
                catch (Exception exception) when (CaseProblem.Of(set, cohort, found, files, exception) is { } problem)
                {
                    problems.Add(problem);
                }
            }

            results[i] = (features, problems);
            int failures = problems.Count > 0 ? Interlocked.Increment(ref failed) : Volatile.Read(ref failed);
            progress.Report(new StageProgress(stage, Interlocked.Increment(ref done), work.Length, failures, "case"));
        });
        return results;
    }
}
