using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Leakage;

/// <summary>How a run is audited.</summary>
/// <param name="Permutations">Times that outcomes are dealt out anew; 0 for not at all.</param>
/// <param name="Divisions">Divisions of the sandbox; 0 for no sandbox.</param>
/// <param name="Jobs">Permutations or divisions worked on at once.</param>
public sealed record LeakageAuditSettings(int Permutations, int Divisions, int Jobs);

/// <summary>The leak laboratory: who was judged by what was fitted on whom, what the study finds where there is nothing, and what leaky practices would have claimed.</summary>
public static class LeakageAudit
{
    /// <summary>Audits the folder of a finished run; changes nothing in it but its cache.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="settings">How much of it.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellation">Stops between two permutations or divisions.</param>
    /// <exception cref="StudyException">The folder is not that of a finished run, or the study's inputs are gone.</exception>
    public static LeakageReport Run(string folder, LeakageAuditSettings settings, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(progress);
        RunRecords records = RunRecords.Read(folder);
        StudyDefinition study = StudyFileReader.Read(Path.Combine(folder, "study.lock.yaml"));
        ImmutableArray<LeakRule> rules = RunRules.Of(records, study.Cohorts[0].Name);
        if (settings is { Permutations: 0, Divisions: 0 })
        {
            return new LeakageReport(rules, [], [], []);
        }

        // The same checks as before the run: a predictor that is the outcome, or known only afterwards, stops here.
        PreparedStudy prepared = new StudyPreparation(study, settings.Jobs, progress).Prepare(new ArtifactCache(Path.Combine(folder, "cache")), cancellation);
        try
        {
            // A network would have to learn anew in every fold of every permutation: its models are told, not permuted.
            StudyDefinition permuted = study with { Models = [.. WithoutNetworks(study)] };
            ImmutableArray<PermutationResult> permutations = settings.Permutations == 0 || permuted.Models.IsEmpty ? []
                : new PermutationTest(permuted, prepared).Run(settings.Permutations, settings.Jobs, progress, cancellation);
            ImmutableArray<LeakClaim> claims = settings.Divisions == 0 || prepared.Tables[0].Features.Features.Length < LeakSandbox.LeastColumns ? []
                : new LeakSandbox(prepared.Tables[0], settings.Divisions, new SeededRandom(study.Seed).For("leak sandbox")).Claims(settings.Jobs, progress, cancellation);
            return new LeakageReport(rules, permutations, claims, settings.Permutations == 0 ? [] : [.. study.Models.Except(permuted.Models).Select(model => model.Name)]);
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<StudyException>().OrderBy(refused => refused.Message, StringComparer.Ordinal).FirstOrDefault() is { } refused)
        {
            // A refusal of work done side by side comes out as itself.
            throw new StudyException(refused.Fault, refused.Problems);
        }
    }

    /// <summary>The models that no learning network has a part in, directly or through another model.</summary>
    private static IEnumerable<ModelDefinition> WithoutNetworks(StudyDefinition study)
    {
        HashSet<string> learned = [.. study.Features.Where(set => set.Deep is { Learns: true }).Select(set => set.Name)];
        foreach (ModelDefinition model in study.Models)
        {
            if (model.From.Any(source => learned.Contains(source) || learned.Contains(source.Split('.')[0])))
            {
                learned.Add("models." + model.Name);
            }
            else
            {
                yield return model;
            }
        }
    }
}
