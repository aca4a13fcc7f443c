using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation;

/// <summary>From a patient's latents to images and masks.</summary>
internal interface ISimulatedAnatomy
{
    /// <summary>Gets the images: name, path with the patient in braces, modality.</summary>
    ImmutableArray<(string Name, string Path, string Modality)> Images { get; }

    /// <summary>Gets the lines of the study file that name the masks.</summary>
    string MaskLines { get; }

    /// <summary>Draws one patient: relative paths with their volumes.</summary>
    IEnumerable<(string Path, Volume Volume)> Draw(StudyPreset preset, SimulatedPatient patient, SimulationSettings settings, SeededRandom random);
}
