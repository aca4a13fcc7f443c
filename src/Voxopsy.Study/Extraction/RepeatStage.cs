using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>Measures the development cases again: in perturbed regions, and in the regions of other readers.</summary>
internal sealed class RepeatStage(StudyDefinition study, int jobs, IProgress<StageProgress> progress)
{
    /// <summary>One table a perturbation and a reader, one row a case of the cohort each.</summary>
    internal ImmutableArray<RepeatedFeatures> Compute(FeatureSetDefinition set, Cohort cohort, ArtifactCache cache, List<Problem> problems, CancellationToken cancellation)
    {
        RegionFeatures region = new(study, set);
        int readers = study.Masks.First(mask => mask.Name == set.Mask).Readers.Length;
        int perturbed = set.Perturb?.Count ?? 0;
        if (readers + perturbed == 0)
        {
            return [];
        }

        string stage = $"repeats {set.Name}";
        ImmutableArray<CaseFeatures>[] rows = new ImmutableArray<CaseFeatures>[cohort.Cases.Length];
        List<Problem>[] told = [.. cohort.Cases.Select(_ => new List<Problem>())];
        int done = 0;
        progress.Report(new StageProgress(stage, 0, rows.Length, 0, "case"));
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, i =>
        {
            rows[i] = [.. Perturbed(region, set, cohort, cohort.Cases[i], cache), .. Read(region, set, cohort, cohort.Cases[i], cache, told[i])];
            progress.Report(new StageProgress(stage, Interlocked.Increment(ref done), rows.Length, told[i].Count, "case"));
        });
        problems.AddRange(told.SelectMany(ofCase => ofCase));
        ImmutableArray<string> subjects = [.. cohort.Cases.Select(found => found.Id)];
        return [.. Enumerable.Range(0, perturbed + readers).Select(repeat => new RepeatedFeatures(
            repeat < perturbed ? RepeatSource.Perturbation : RepeatSource.Reader,
            FeatureStage.Table(set, subjects, [.. rows.Select(ofCase => ofCase[repeat])])))];
    }

    private ImmutableArray<CaseFeatures> Perturbed(RegionFeatures region, FeatureSetDefinition set, Cohort cohort, Case found, ArtifactCache cache)
    {
        if (set.Perturb is null)
        {
            return [];
        }

        ImmutableArray<string> files = region.Files(cohort, found);
        string seed = string.Create(CultureInfo.InvariantCulture, $"{study.Seed}\n{set.Name}\n{found.Id}");
        string key = ContentKey.HashOf($"perturbed 1\n{region.Key(files)}\n{set.Perturb.Text()}\n{seed}");
        if (cache.Find<RepeatedCase>("repeats", key) is { } known)
        {
            return known.Repeats;
        }

        ImmutableArray<CaseFeatures> repeats = region.Perturbed(files, seed);
        cache.Store("repeats", key, new RepeatedCase(repeats));
        return repeats;
    }

    private static IEnumerable<CaseFeatures> Read(RegionFeatures region, FeatureSetDefinition set, Cohort cohort, Case found, ArtifactCache cache, List<Problem> problems)
    {
        ImmutableArray<string> files = region.Files(cohort, found);
        foreach (string reader in region.Readers(cohort, found))
        {
            if (!File.Exists(reader))
            {
                yield return new CaseFeatures([], []);
                continue;
            }

            ImmutableArray<string> own = files.SetItem(0, reader);
            CaseFeatures? features = null;
            try
            {
                string key = region.Key(own);
                features = cache.Find<CaseFeatures>("features", key);
                if (features is null)
                {
                    features = region.Compute(own);
                    cache.Store("features", key, features);
                }
            }
            catch (Exception exception) when (CaseProblem.Of(set, cohort, found, own, exception) is { } problem)
            {
                problems.Add(problem with
                {
                    Severity = Severity.Warning,
                    Where = $"patient {found.Id}, mask '{reader}' of another reader",
                    Fix = "Draw the mask again or delete it; until then this case says nothing about the agreement of readers.",
                });
            }

            yield return features ?? new CaseFeatures([], []);
        }
    }

    /// <summary>What a case gave in every perturbed region.</summary>
    internal sealed record RepeatedCase(ImmutableArray<CaseFeatures> Repeats);
}
