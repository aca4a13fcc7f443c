using System.Collections.Immutable;
using Voxopsy.Deep.Inputs;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>The crops of every case, parallel over cases; a broken one never costs the others.</summary>
internal sealed class DeepStage(StudyDefinition study, int jobs, IProgress<StageProgress> progress)
{
    /// <summary>Crops every case; what cannot be cropped is in <paramref name="problems"/>.</summary>
    /// <param name="set">The set.</param>
    /// <param name="cohorts">The cohorts.</param>
    /// <param name="cache">Where crops are kept; null to look without keeping.</param>
    /// <param name="problems">What was found.</param>
    /// <param name="cancellation">Stops between cases.</param>
    internal DeepSet Crop(FeatureSetDefinition set, ImmutableArray<Cohort> cohorts, ArtifactCache? cache, List<Problem> problems, CancellationToken cancellation)
    {
        DeepFiles files = new(study, set);
        CropStore? store = cache is null ? null : new CropStore(Path.Combine(cache.Folder, "crops"));
        (Cohort Cohort, Case Case)[] work = [.. cohorts.SelectMany(cohort => cohort.Cases.Select(found => (cohort, found)))];
        (Crop? Crop, string Key, List<Problem> Problems)[] results = new (Crop?, string, List<Problem>)[work.Length];
        (int done, int failed) = (0, 0);
        string stage = $"crops {set.Name}";
        progress.Report(new StageProgress(stage, 0, work.Length, 0, "case"));
        Parallel.For(0, work.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, i =>
        {
            results[i] = One(set, files, store, work[i].Cohort, work[i].Case);
            int failures = results[i].Problems.Count > 0 ? Interlocked.Increment(ref failed) : Volatile.Read(ref failed);
            progress.Report(new StageProgress(stage, Interlocked.Increment(ref done), work.Length, failures, "case"));
        });
        problems.AddRange(results.SelectMany(result => result.Problems));
        return new DeepSet(
            set,
            Enumerable.Range(0, work.Length).Where(i => results[i].Crop is not null).ToImmutableDictionary(i => (work[i].Cohort.Name, work[i].Case.Id), i => results[i].Crop!),
            ContentKey.HashOf($"{set.Name}\n{DeepText.Of(set.Deep!, File.Exists(set.Deep!.Weights) ? ContentKey.HashOfFile(set.Deep.Weights) : string.Empty)}\n{string.Join('\n', results.Select(result => result.Key))}"));
    }

    private static (Crop? Crop, string Key, List<Problem> Problems) One(FeatureSetDefinition set, DeepFiles files, CropStore? store, Cohort cohort, Case found)
    {
        ImmutableArray<string> paths = files.Files(cohort, found);
        List<Problem> problems = Missing(set, files, cohort, found, paths);
        if (problems.Count > 0)
        {
            return (null, string.Empty, problems);
        }

        try
        {
            string key = store is null ? string.Empty : files.Key(paths);
            return (store is null ? files.Crop(found.Id, paths) : store.Find(key, () => files.Crop(found.Id, paths)), key, problems);
        }
        catch (InputException impossible)
        {
            problems.Add(CaseProblem.OfInput(cohort, found, set, impossible));
        }
        catch (Exception exception) when (CaseProblem.Of(set, cohort, found, paths, exception) is { } problem)
        {
            problems.Add(problem);
        }

        return (null, string.Empty, problems);
    }

    /// <summary>Files that are not there; a phase may be missing where the fusion can do without, but not all phases.</summary>
    private static List<Problem> Missing(FeatureSetDefinition set, DeepFiles files, Cohort cohort, Case found, ImmutableArray<string> paths)
    {
        // Without a mask its place in the list is the first image, which is there whenever any is.
        string any = paths.Skip(1).FirstOrDefault(File.Exists) ?? paths[1];
        ImmutableArray<string> needed = [paths[0].Length == 0 ? any : paths[0], .. paths.Skip(1).Select(path => files.TakesMissing && !File.Exists(path) ? any : path)];
        return [.. CaseProblem.Missing(set, cohort, found, needed)];
    }
}
