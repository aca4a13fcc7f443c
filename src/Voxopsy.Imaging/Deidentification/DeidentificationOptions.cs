namespace Voxopsy.Imaging.Deidentification;

/// <summary>What the basic profile would remove and may be kept on purpose (PS3.15, E.3).</summary>
[Flags]
public enum Retained
{
    /// <summary>Nothing: the basic profile alone.</summary>
    Nothing = 0,

    /// <summary>Sex, age, size and weight.</summary>
    PatientCharacteristics = 1,

    /// <summary>Dates and times as they are.</summary>
    FullDates = 2,

    /// <summary>Dates moved by a number of days that is the same for all files of a patient.</summary>
    ShiftedDates = 4,

    /// <summary>Station and device names and serial numbers.</summary>
    DeviceIdentity = 8,

    /// <summary>Name, address and department of the institution.</summary>
    InstitutionIdentity = 16,

    /// <summary>Descriptions written by people, such as the name of a series or region; they are not searched for names.</summary>
    Descriptions = 32,

    /// <summary>Identifiers (UIDs) as they are.</summary>
    Uids = 64,
}
