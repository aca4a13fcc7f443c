using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Phantoms;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation.Anatomies;

/// <summary>Arterial, portal venous and delayed phase of magnetic resonance of the liver; breathing moves the later ones.</summary>
internal sealed record LiverImages : ISimulatedAnatomy
{
    /// <inheritdoc/>
    public ImmutableArray<(string Name, string Path, string Modality)> Images =>
        [.. LiverPhase.All.Select(phase => (phase.Name, $"images/{{patient_id}}/{phase.Name.ToLowerInvariant()}.nii.gz", "MR"))];

    /// <inheritdoc/>
    public string MaskLines => """
          lesion: {path: "masks/{patient_id}.nii.gz", label: 1, on: AP, readers: ["masks/reader2/{patient_id}.nii.gz"]}
        """;

    /// <inheritdoc/>
    public IEnumerable<(string Path, Volume Volume)> Draw(StudyPreset preset, SimulatedPatient patient, SimulationSettings settings, SeededRandom random)
    {
        LiverAnatomy anatomy = new()
        {
            DiameterMillimeters = 10 * preset.Parameter(patient, "diameter_cm"),
            Roughness = preset.Parameter(patient, "roughness"),
            NecroticShare = preset.Parameter(patient, "necrosis_share"),
            Texture = preset.Parameter(patient, "texture_sd"),
            RimEnhancement = preset.Parameter(patient, "rim_enhancement"),
            HaloEnhancement = preset.Parameter(patient, "halo_enhancement"),
        };
        LiverPhantom phantom = new(anatomy, 102.4 / settings.Resolution, random.For("phantom").NextBits());

        // Each examination has a gain of its own: magnetic resonance has no unit.
        Acquisition scanner = patient.Site.Scanner with { Gain = patient.Site.Scanner.Gain * Math.Exp(0.25 * random.For("gain").NextNormal()) };
        yield return ($"masks/{patient.Id}.nii.gz", phantom.Labels(scanner.SliceMillimeters));
        if (patient.IsReread)
        {
            yield return ($"masks/reader2/{patient.Id}.nii.gz", phantom.Reread(scanner.SliceMillimeters, 0.9, 0));
        }

        for (int i = 0; i < LiverPhase.All.Length; i++)
        {
            LiverPhase phase = LiverPhase.All[i];
            PatientPoint shift = i == 0 ? default : PatientMotion.Draw(preset, settings, random.For("motion " + phase.Name));
            yield return ($"images/{patient.Id}/{phase.Name.ToLowerInvariant()}.nii.gz", phantom.Image(phase, scanner, shift, i));
        }
    }
}
