using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Phantoms;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation.Anatomies;

/// <summary>Phases of renal computed tomography.</summary>
/// <param name="Phases">The phases with their names in the study; masks lie on the first.</param>
/// <param name="HasOwnPatterns">Whether each phase shows a pattern of its own, <c>texture_sd_hu_NAME</c>, rather than all the same one.</param>
/// <param name="ContrastTiming">Standard deviation of the gain that contrast timing gives.</param>
internal sealed record RenalImages(ImmutableArray<(string Name, RenalPhase Phase)> Phases, bool HasOwnPatterns, double ContrastTiming) : ISimulatedAnatomy
{
    /// <inheritdoc/>
    public ImmutableArray<(string Name, string Path, string Modality)> Images =>
        [.. Phases.Select(phase => (phase.Name, $"images/{{patient_id}}/{File(phase.Name)}.nii.gz", "CT"))];

    /// <inheritdoc/>
    public string MaskLines => $$"""
          tumour: {path: "masks/{patient_id}.nii.gz", label: 2, on: {{Phases[0].Name}}, readers: ["masks/reader2/{patient_id}.nii.gz"]}
          kidney: {path: "masks/{patient_id}.nii.gz", label: [1, 2], on: {{Phases[0].Name}}}
        """;

    /// <inheritdoc/>
    public IEnumerable<(string Path, Volume Volume)> Draw(StudyPreset preset, SimulatedPatient patient, SimulationSettings settings, SeededRandom random)
    {
        RenalPhantom phantom = RenalPhantom.Analytic(AnatomyOf(preset, patient), 102.4 / settings.Resolution, random.For("phantom").NextBits());
        return Scans(phantom, preset, patient, settings, random);
    }

    /// <summary>Masks and phases of a phantom.</summary>
    internal IEnumerable<(string Path, Volume Volume)> Scans(RenalPhantom phantom, StudyPreset preset, SimulatedPatient patient, SimulationSettings settings, SeededRandom random)
    {
        Acquisition scanner = patient.Site.Scanner with { ContrastGain = patient.Site.Scanner.ContrastGain * (1 + (ContrastTiming * random.For("timing").NextNormal())) };
        yield return ($"masks/{patient.Id}.nii.gz", phantom.Labels(scanner.SliceMillimeters));
        if (patient.IsReread)
        {
            yield return ($"masks/reader2/{patient.Id}.nii.gz", phantom.Reread(scanner.SliceMillimeters, 0.9, 0));
        }

        for (int i = 0; i < Phases.Length; i++)
        {
            (string name, RenalPhase phase) = Phases[i];
            string suffix = HasOwnPatterns ? "_" + File(name) : string.Empty;
            TumourAppearance appearance = new(preset.Parameter(patient, "texture_sd_hu" + suffix), preset.Parameter(patient, "enhancement_hu" + suffix));
            PatientPoint shift = i == 0 ? default : PatientMotion.Draw(preset, settings, random.For("motion " + name));
            yield return ($"images/{patient.Id}/{File(name)}.nii.gz", phantom.Image(phase, appearance, scanner, shift, i));
        }
    }

    /// <summary>The kidney of a patient.</summary>
    internal static RenalAnatomy AnatomyOf(StudyPreset preset, SimulatedPatient patient) => new()
    {
        DiameterMillimeters = 10 * preset.Parameter(patient, "diameter_cm"),
        Roughness = preset.Parameter(patient, "roughness"),
        NecroticShare = preset.Parameter(patient, "necrosis_share"),
        TextureMillimeters = preset.Parameter(patient, "texture_length_mm"),
        CortexMillimeters = preset.Parameter(patient, "cortex_mm"),
        Stranding = preset.Parameter(patient, "stranding"),
    };

    private static string File(string name) => name.ToLowerInvariant();
}
