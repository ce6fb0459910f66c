"""What ``init`` writes into the folder of each dimension, in the way of ``region_texts``."""

from __future__ import annotations

PILLAR = """\
# $dimension_name: kondisi, isu, kesenjangan, SWOT, sasaran, dan strategi.
$aim
id: $dimension
# OPD koordinator dimensi: id dari region/opd.yaml, misalnya diskominfo.
lead:
# Uraian kondisi sekarang: teks Markdown, boleh beberapa paragraf.
condition:
# Isu yang dijawab strategi dimensi ini; facts menunjuk region/facts.yaml.
issues:
# Contoh:
#   - id: $dimension-isu-1
#     text: Pernyataan isu
#     sub_dimension: $sub_dimension
#     facts: [population]

# Analisis kesenjangan: keadaan sekarang, yang diharapkan, selisihnya, dan rekomendasi.
gaps:
# Contoh:
#   - id: $dimension-kesenjangan-1
#     aspect: Aspek yang dinilai
#     current: Keadaan sekarang
#     expected: Keadaan yang diharapkan
#     gap: Selisih keduanya
#     recommendation: Yang perlu dilakukan

# SWOT: kekuatan, kelemahan, peluang, ancaman. opd: Perangkat Daerah yang menyumbangkan butirnya.
# Kode S1, W2, dan seterusnya dihitung dari urutan; jangan ditulis.
swot:
  strengths:
# Contoh:
#     - {id: $dimension-kekuatan-1, text: Pernyataan kekuatan, opd: diskominfo}

  weaknesses:
# Contoh:
#     - {id: $dimension-kelemahan-1, text: Pernyataan kelemahan}

  opportunities:
# Contoh:
#     - {id: $dimension-peluang-1, text: Pernyataan peluang}

  threats:
# Contoh:
#     - {id: $dimension-ancaman-1, text: Pernyataan ancaman}

# Subdimensi: satu sasaran dan strateginya. Jenis strategi (SO, WO, ST, WT) dihitung dari SWOT.
# Bila subdimensi tidak diprioritaskan, isi not_priority dengan alasannya sebagai ganti keduanya.
sub_dimensions:
$parts
"""

PART = """\
  - id: $id
    goal:
"""

PART_GOAL = """\
# Contoh:
#       id: $dimension-sasaran-1
#       text: Pernyataan sasaran

"""

PART_END = """\
    not_priority:
    strategies:
"""

PART_STRATEGIES = """\
# Contoh:
#       - id: $dimension-strategi-1
#         text: Pernyataan strategi
#         explanation: >-
#           Bagaimana strategi ini mencapai sasaran.
#         issues: [$dimension-isu-1]
#         swot: [$dimension-kekuatan-1, $dimension-peluang-1]
#         rpjmd_missions: [rpjmd-misi-1]
#         rpjmd_goals: [rpjmd-sasaran-1]

"""

PROGRAMS = """\
# Program $dimension_name. Satu berkas untuk setiap Perangkat Daerah mencegah bentrokan saat
# digabungkan: ganti nama berkas ini menjadi programs-<opd>.yaml (huruf kecil, tanda hubung), dan
# salin untuk yang lain. Pilihan menurut profil:
# group: $groups
# kind: $kinds
# term: $terms
# status: $statuses
# source pada budget: $funds
# type pada quick_win: $quick_win_kinds
# status pada quick_win: $quick_win_statuses
programs:
# Contoh:
#   - id: $dimension-program-1
#     name: Nama program $dimension
#     strategy: $dimension-strategi-1
#     description: >-
#       Apa yang dilakukan, untuk siapa, dan mengapa.
#     owner: diskominfo
#     partners: [bappeda, mitra-kampus]
#     group: $group
#     kind: $kind
#     term: $term
#     start: $term_first
#     end: $term_last
#     status: $status
#     location: $everywhere
#     areas: [kecamatan-pusat]
#     rpjmd_missions: [rpjmd-misi-1]
#     rpjmd_goals: [rpjmd-sasaran-1]
#     nomenclature: {code: "2.16.01", edition: $edition}
#     activities:
#       - id: kegiatan-1
#         name: Nama kegiatan
#         output: Keluaran kegiatan
#         start: $term_first
#         end: $term_last
#     # Setiap indikator: kondisi awal dan target pada setiap tahun program.
#     # direction: up (makin besar makin baik), down, atau steady.
#     indicators:
#       - id: indikator-1
#         name: Nama indikator
#         unit: persen
#         direction: up
#         baseline: {year: $before, value: 10}
#         targets: {$targets}
#         source: bps-dda
#     # Pagu: satu baris untuk setiap tahun dan sumber dana, dalam rupiah penuh.
#     budget:
#       - {year: $term_first, source: $fund, amount: 250000000}
#       - {year: $term_first, source: $other_fund, amount: 50000000}
#     # likelihood dan severity: 1 sampai $risk_steps; tingkat risiko dihitung.
#     risks:
#       - id: risiko-1
#         risk: Yang dapat gagal
#         cause: Penyebab
#         impact: Akibat
#         likelihood: 2
#         severity: 3
#         mitigation: Yang dilakukan untuk mencegahnya
#         owner: diskominfo
#     # Hanya bila program ini quick win; hapus seluruh bagian ini bila bukan.
#     quick_win:
#       short_name: Nama quick win
#       type: $quick_win_kind
#       status: $quick_win_status
#       start: $term_first-01-31
#       end: $term_first-12-31
#       issue: rpjmd-isu-1
#       summary: >-
#         Ringkasan quick win.
#       progress:
#         - {stage: $stage, percent: 10, note: Yang sudah dikerjakan}
#       benefits:
#         organiser: Manfaat bagi penyelenggara
#         government: Manfaat bagi pemerintah daerah
#         public: Manfaat bagi masyarakat
#       uniqueness: Yang membedakannya dari inovasi lain
#       partnerships:
#         - {id: kemitraan-1, form: Bentuk kemitraan, partner: mitra-kampus}
#       potential:
#         extension: Kemungkinan pengembangan
#         replication: Kemungkinan penerapan di tempat lain
#       sustainability:
#         regulation: Dasar pengaturan
#         institution: Kelembagaan
#         resources: Sumber daya
#         business_model: Model pembiayaan
#       risk_analysis:
#         impact: Dampak yang tidak diharapkan
#         obstacles: Hambatan
#         failure: Kemungkinan gagal
#         mitigation: Penanganannya
#       resources:
#         budget: Kebutuhan anggaran
#         staff: Kebutuhan tenaga
#         facilities: Kebutuhan sarana
"""
