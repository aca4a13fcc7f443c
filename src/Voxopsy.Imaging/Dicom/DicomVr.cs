namespace Voxopsy.Imaging.Dicom;

#pragma warning disable CS1591 // The members are the codes of PS3.5, table 6.2-1, and say nothing more.

/// <summary>How the bytes of an element are to be read: the value representations of DICOM PS3.5, table 6.2-1; the number is the code's two letters.</summary>
public enum DicomVr
{
    None = 0,
    AE = 0x4145,
    AS = 0x4153,
    AT = 0x4154,
    CS = 0x4353,
    DA = 0x4441,
    DS = 0x4453,
    DT = 0x4454,
    FD = 0x4644,
    FL = 0x464C,
    IS = 0x4953,
    LO = 0x4C4F,
    LT = 0x4C54,
    OB = 0x4F42,
    OD = 0x4F44,
    OF = 0x4F46,
    OL = 0x4F4C,
    OV = 0x4F56,
    OW = 0x4F57,
    PN = 0x504E,
    SH = 0x5348,
    SL = 0x534C,
    SQ = 0x5351,
    SS = 0x5353,
    ST = 0x5354,
    SV = 0x5356,
    TM = 0x544D,
    UC = 0x5543,
    UI = 0x5549,
    UL = 0x554C,
    UN = 0x554E,
    UR = 0x5552,
    US = 0x5553,
    UT = 0x5554,
    UV = 0x5556,
}

/// <summary>What a value representation implies for reading and writing.</summary>
internal static class DicomVrRules
{
    private static readonly HashSet<DicomVr> Known = [.. Enum.GetValues<DicomVr>().Where(vr => vr != DicomVr.None)];

    internal static bool IsKnown(DicomVr vr) => Known.Contains(vr);

    /// <summary>Whether an explicit element has two reserved bytes and a length of 32 bits (PS3.5, 7.1.2).</summary>
    internal static bool HasLongLength(DicomVr vr) => vr is DicomVr.OB or DicomVr.OD or DicomVr.OF or DicomVr.OL or DicomVr.OV or DicomVr.OW
        or DicomVr.SQ or DicomVr.SV or DicomVr.UC or DicomVr.UN or DicomVr.UR or DicomVr.UT or DicomVr.UV;

    /// <summary>Bytes of one number, which byte order turns around; 1 for text and plain bytes.</summary>
    internal static int UnitSize(DicomVr vr) => vr switch
    {
        DicomVr.AT or DicomVr.US or DicomVr.SS or DicomVr.OW => 2,
        DicomVr.UL or DicomVr.SL or DicomVr.FL or DicomVr.OF or DicomVr.OL => 4,
        DicomVr.FD or DicomVr.OD or DicomVr.OV or DicomVr.SV or DicomVr.UV => 8,
        _ => 1,
    };

    internal static bool IsText(DicomVr vr) => vr is DicomVr.AE or DicomVr.AS or DicomVr.CS or DicomVr.DA or DicomVr.DS or DicomVr.DT or DicomVr.IS
        or DicomVr.LO or DicomVr.LT or DicomVr.PN or DicomVr.SH or DicomVr.ST or DicomVr.TM or DicomVr.UC or DicomVr.UI or DicomVr.UR or DicomVr.UT;

    /// <summary>Whether the specific character set of the data set applies (PS3.5, 6.1.2.3).</summary>
    internal static bool UsesCharacterSet(DicomVr vr) =>
        vr is DicomVr.LO or DicomVr.LT or DicomVr.PN or DicomVr.SH or DicomVr.ST or DicomVr.UC or DicomVr.UT;

    /// <summary>Whether a backslash separates values.</summary>
    internal static bool IsMultiValued(DicomVr vr) => vr is not (DicomVr.LT or DicomVr.ST or DicomVr.UT or DicomVr.UR);
}
